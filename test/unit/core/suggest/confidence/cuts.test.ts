import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutsOf, canCutAt } from '../../../../../src/core/suggest/confidence/cuts.js';
import { present, shownOf, suggestionOf } from '../../../../../src/core/suggest/suggestion.js';

describe('canCutAt', () => {
  it.each([
    'readFile|(name, options);',
    'readFile(name|, options);',
    'readFile(name)|.then(done);',
    'items[0]|.name',
    'const a = { b }|, c',
    'return;|\n}',
    'x.y.z_1| = 2',
  ])('accepts %j', (marked) => {
    expect(canCutAt(marked.replace('|', ''), marked.indexOf('|'))).toBe(true);
  });

  it.each([
    ['in a word', 'readF|ile(name)'],
    ['before a space', 'readFile |=> 1'],
    ['after an opening bracket', 'readFile(|name)'],
    ['after a comma', 'readFile(name,| options)'],
    ['after a dot', 'items[0].|name'],
    ['after an operator', 'first =| second'],
    ['after an arrow', '(name) =>| name'],
    ['after a word that only starts something', 'value; return| 1'],
    ['after a single letter', 'length; i|++'],
    ['where hardly anything is left', 'abc|.def'],
  ])('rejects a cut %s: %j', (_, marked) => {
    expect(canCutAt(marked.replace('|', ''), marked.indexOf('|'))).toBe(false);
  });

  it('accepts a cut after a word that only looks like a keyword', () => {
    expect(canCutAt('a.return(b)', 'a.return'.length)).toBe(true);
    expect(canCutAt('isReturn(b)', 'isReturn'.length)).toBe(true);
  });
});

describe('cutsOf', () => {
  const tokens = (...texts: readonly string[]) => texts.map((text, i) => ({ text, confidence: 1 / (i + 1) }));

  it('returns cuts at the ends of tokens, without whitespace', () => {
    expect(cutsOf('read file', tokens('rea', 'd ', 'file'), '')).toEqual([{ length: 4, confidence: 1 / 2 }]);
  });

  it('returns no cuts after a change by a rule', () => {
    expect(cutsOf('read(a)', tokens('read', '(', 'a', ') + ', 'b'), '')).toEqual([{ length: 4, confidence: 1 }]);
    expect(cutsOf('read\nfile.name', tokens('read', '  \n', 'file', '.name'), '')).toEqual([
      { length: 4, confidence: 1 },
    ]);
  });

  it('returns cuts after the first line only at line ends with all brackets closed, and none before a closing bracket', () => {
    const said = tokens('if (ok) {', '\n  first();', '\n}', '\nsecond', '()', ';', '\nthird();');
    const text = said.map((token) => token.text).join('');
    const lengths = (rest: string): string[] => cutsOf(text, said, rest).map(({ length }) => text.slice(0, length));
    expect(lengths('')).toEqual(['if (ok) {\n  first();\n}', 'if (ok) {\n  first();\n}\nsecond();']);
    expect(lengths('}')).toEqual([]);
  });

  it('returns one cut per position, with the confidence of the first', () => {
    expect(cutsOf('read = 1', tokens('read', '', ' ', '= 1'), '')).toEqual([{ length: 4, confidence: 1 }]);
  });
});

describe('shownOf', () => {
  const piece = fc.constantFrom('name', 'Of', '(', ')', '.', ' ', ', ', ' = ', ';', '1', '"a"', '\n', 'return');
  const said = fc.array(fc.tuple(piece, fc.double({ min: 0.5, max: 1, noNaN: true })), { minLength: 1, maxLength: 12 });
  const level = fc.double({ min: 0, max: 1, noNaN: true });

  /** A decoded text, and what is made of it at the end of a line. */
  function madeOf(all: readonly (readonly [string, number])[]) {
    let confidence = 1;
    const tokens = all.map(([text, p]) => ({ text, logprob: Math.log(p), confidence: (confidence *= p) }));
    const text = tokens.map((token) => token.text).join('');
    const around = { prefix: 'x = f(', suffix: ')\n' };
    return { text, suggestion: suggestionOf(around, { text, tokens, confidence, stop: 'newline' }, 0) };
  }

  it('returns a prefix of the decoded text, never longer at a higher threshold', () => {
    fc.assert(
      fc.property(said, level, level, (all, a, b) => {
        const { text, suggestion } = madeOf(all);
        if (!suggestion) return;
        const at = (one: number): string => shownOf({ ...suggestion, threshold: one })?.text ?? '';
        const [low, high] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(suggestion.text.startsWith(low)).toBe(true);
        expect(low.startsWith(high)).toBe(true);
        // Whitespace at line ends is no part of a suggestion.
        const plain = (some: string): string => some.replace(/[ \t]+$/gm, '').trimEnd();
        expect(plain(text).startsWith(low)).toBe(true);
        // Nor is there more of it once it is fitted to the closing brackets after the cursor.
        expect(low.startsWith(present({ text: low, confidence: 1 }, ')\n')?.text ?? '')).toBe(true);
      }),
    );
  });

  it('returns text whose confidence reaches the threshold', () => {
    fc.assert(
      fc.property(said, level, (all, least) => {
        const { suggestion } = madeOf(all);
        const shown = suggestion && shownOf({ ...suggestion, threshold: least });
        if (shown) expect(shown.confidence).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});
