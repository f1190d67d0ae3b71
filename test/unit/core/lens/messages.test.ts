import { describe, expect, it } from 'vitest';
import { fromPage } from '../../../../src/core/lens/messages.js';
import { pageMessages, sliders } from './support/pageMessages.js';

describe('fromPage', () => {
  it.each(pageMessages)('accepts a valid message: $kind', (message) => {
    expect(fromPage(message)).toBe(message);
  });

  it.each([
    [undefined],
    [null],
    ['ready'],
    [{}],
    [{ kind: 'toString' }],
    [{ kind: 'step', number: 3 }],
    [{ kind: 'step', number: 3, index: -1 }],
    [{ kind: 'step', number: 3, index: 0.5 }],
    [{ kind: 'continue', number: 3, index: 2, id: '17' }],
    [{ kind: 'follow', isFollowing: 1 }],
    [{ kind: 'write', sliders: { ...sliders, topK: undefined } }],
    [{ kind: 'write', sliders: { ...sliders, minP: Infinity } }],
    [{ kind: 'write', sliders: null }],
    [{ kind: 'next', step: 'workbench.action.quit' }],
  ])('rejects %j', (data: unknown) => {
    expect(fromPage(data)).toBeUndefined();
  });
});
