import { describe, expect, it } from 'vitest';
import type { CompletedToken } from '../../../../src/core/result.js';
import { piecesOf, textBefore } from '../../../../src/core/lens/pieces.js';

/** A token that spells `whole`, of which `text` is its share of the answer. */
const token = (whole: string, text = whole): CompletedToken => ({
  id: 1,
  text,
  logprob: 0,
  alternatives: [{ id: 1, text: whole, logprob: 0, filtered: 1 }],
});

describe('piecesOf', () => {
  it('separates what was typed from what is new', () => {
    expect(piecesOf([token('printf', 'ntf'), token('(')], 'pri')).toEqual([
      { typed: 'pri', text: 'ntf' },
      { typed: '', text: '(' },
    ]);
  });

  it('handles a healed piece of several tokens', () => {
    expect(piecesOf([token('p', ''), token('rint', 'nt')], 'pri')).toEqual([
      { typed: 'p', text: '' },
      { typed: 'ri', text: 'nt' },
    ]);
  });

  it('does not treat text cut off at the end as typed', () => {
    expect(piecesOf([token(');\n', ');')], '')).toEqual([{ typed: '', text: ');' }]);
  });
});

it('returns the text of the prompt and the tokens before a token', () => {
  const prompt = [
    { text: '}', part: 'suffix' },
    { text: 'return', part: 'prefix' },
  ];
  expect(textBefore(prompt, [token(' a'), token(';')], 1)).toBe('return a');
});
