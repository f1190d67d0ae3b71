import { describe, expect, it } from 'vitest';
import type { CompletedToken } from '../../../../src/core/result.js';
import { healedBy, piecesOf, textBefore, textOfPrefix } from '../../../../src/core/lens/pieces.js';

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

it('returns the text of the prompt before the cursor', () => {
  const prompt = [
    { text: '}', part: 'suffix' },
    { text: 're', part: 'prefix' },
    { text: 'turn', part: 'prefix' },
  ];
  expect(textOfPrefix(prompt)).toBe('return');
});

describe('healedBy', () => {
  it.each<[string, CompletedToken[]]>([
    ['', [token('a'), token('b')]],
    ['pri', [token('printf', 'ntf'), token('(')]],
    ['pri', [token('p', ''), token('rint', 'nt'), token('f')]],
    // Cut at its end.
    ['', [token(');\n', ');')]],
  ])('finds %j', (healed, tokens) => {
    expect(healedBy(tokens)).toBe(healed);
  });
});

it('returns the text before a token, with the tokens before it', () => {
  expect(textBefore('return', [token(' a'), token(';')], 1)).toBe('return a');
});
