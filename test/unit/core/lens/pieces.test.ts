import { describe, expect, it } from 'vitest';
import type { CompletedToken } from '../../../../src/core/completion.js';
import { piecesOf, textBefore } from '../../../../src/core/lens/pieces.js';

/** A token that spells `whole`, of which `text` is its share of the answer. */
const token = (whole: string, text = whole): CompletedToken => ({
  id: 1,
  text,
  logprob: 0,
  alternatives: [{ id: 1, text: whole, logprob: 0, filtered: 1 }],
});

describe('the pieces of a completion', () => {
  it('tell what was typed already from what is new', () => {
    expect(piecesOf([token('printf', 'ntf'), token('(')], 'pri')).toEqual([
      { typed: 'pri', text: 'ntf' },
      { typed: '', text: '(' },
    ]);
  });

  it('know that a healed piece may take several tokens', () => {
    expect(piecesOf([token('p', ''), token('rint', 'nt')], 'pri')).toEqual([
      { typed: 'p', text: '' },
      { typed: 'ri', text: 'nt' },
    ]);
  });

  it('do not take what was cut off at the end for typed', () => {
    expect(piecesOf([token(');\n', ');')], '')).toEqual([{ typed: '', text: ');' }]);
  });
});

it('the text before a token goes on from the text of the prompt', () => {
  const prompt = [
    { text: '}', part: 'suffix' },
    { text: 'return', part: 'prefix' },
  ];
  expect(textBefore(prompt, [token(' a'), token(';')], 1)).toBe('return a');
});
