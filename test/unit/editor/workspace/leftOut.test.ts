import { describe, expect, it } from 'vitest';
import { LeftOut } from '../../../../src/editor/workspace/files/leftOut.js';

describe('files that are left out', () => {
  it('are counted by reason, those that the index had no room for included', () => {
    const leftOut = new LeftOut();
    for (const reason of ['large', 'overLimit', 'large', 'private'] as const) leftOut.add(reason);
    expect(leftOut.describe(3)).toBe('7 left out (1 secret/excluded, 2 too large, 1 over limit, 3 no room)');
  });

  it('are none where all was read', () => expect(new LeftOut().describe(0)).toBe('0 left out'));
});
