import { describe, expect, it } from 'vitest';
import { atLimit, atNewline, whenCancelled } from '../../../../../src/core/decode/stops/stop.js';

describe('atNewline', () => {
  it('keeps the text before the first newline, wherever in a token it is', () => {
    expect(atNewline({ text: 'a;\n', added: 1, count: 2 })).toEqual({ reason: 'newline', keep: 2 });
    expect(atNewline({ text: 'a\n\n  b', added: 1, count: 2 })).toEqual({ reason: 'newline', keep: 1 });
    expect(atNewline({ text: '\n', added: 0, count: 1 })).toEqual({ reason: 'newline', keep: 0 });
  });

  it('continues within a line', () => {
    expect(atNewline({ text: 'a;', added: 1, count: 2 })).toBeUndefined();
  });
});

describe('atLimit', () => {
  it('ends with the last allowed token, and keeps it', () => {
    expect(atLimit(3)({ text: 'ab', added: 1, count: 2 })).toBeUndefined();
    expect(atLimit(3)({ text: 'abc', added: 2, count: 3 })).toEqual({ reason: 'limit', keep: 3 });
  });
});

describe('whenCancelled', () => {
  it('ends as soon as it is cancelled', () => {
    let cancelled = false;
    const rule = whenCancelled(() => cancelled);
    expect(rule({ text: 'a', added: 0, count: 1 })).toBeUndefined();
    cancelled = true;
    expect(rule({ text: 'ab', added: 1, count: 2 })).toEqual({ reason: 'cancelled', keep: 2 });
  });
});
