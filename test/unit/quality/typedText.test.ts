import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MeasuredLanguage } from '../../../quality/repositories.js';
import { typedIndentUnit } from '../../../quality/typing/indentation.js';
import { TypedText, type Region } from '../../../quality/typing/typedText.js';

const region = (goal: string, language: MeasuredLanguage = 'TypeScript'): Region => ({
  path: 'a',
  language,
  prefix: '// before\n',
  goal,
  suffix: '\n// after\n',
  unit: '  ',
});

/** Each step with the typed line's cursor: what it was, in brackets if it costs nothing, and the text after it. */
function steps(goal: string, language?: MeasuredLanguage): string[] {
  const text = new TypedText(region(goal, language));
  const all: string[] = [];
  while (!text.isDone) {
    const { kind, isKey } = text.step();
    const [before, after] = [text.prefix.slice('// before\n'.length), text.suffix.slice(0, -'\n// after\n'.length)];
    all.push(`${isKey ? kind : `(${kind})`} ${before}‸${after}`);
  }
  return all;
}

test('a bracket closes itself, and its closer is typed over for nothing', () => {
  expect(steps('f(a);')).toEqual([
    'character f‸',
    'character f(‸)',
    'character f(a‸)',
    '(typed over) f(a)‸',
    'character f(a);‸',
  ]);
});

test('a quote closes itself, but not inside of a word, nor where there is no second one', () => {
  expect(steps('"a"')).toEqual(['character "‸"', 'character "a‸"', '(typed over) "a"‸']);
  expect(steps("n't")).toEqual(['character n‸', "character n'‸", "character n't‸"]);
  expect(steps("'a", 'Rust')).toEqual(["character '‸", "character 'a‸"]);
  expect(steps("// 'a\n''").at(3)).toBe("character // '‸");
});

test('Enter between braces opens a line, and the closing one is passed over', () => {
  expect(steps('if {\n  a\n}\nb').slice(3)).toEqual([
    'character if {‸}',
    'enter if {\n  ‸\n}',
    'character if {\n  a‸\n}',
    '(passed) if {\n  a\n}‸',
    'enter if {\n  a\n}\n‸',
    'character if {\n  a\n}\nb‸',
  ]);
});

test('where the closer belongs on the same line it is pulled up', () => {
  expect(steps('f(\n  a)').slice(2)).toEqual([
    'enter f(\n  ‸\n)',
    'character f(\n  a‸\n)',
    'deletion f(\n  a‸)',
    '(typed over) f(\n  a)‸',
  ]);
});

test('lines are indented as the one before, deeper behind a colon in Python', () => {
  expect(steps('if a:\n  b\n  c', 'Python').filter((step) => step.startsWith('enter'))).toEqual([
    'enter if a:\n  ‸',
    'enter if a:\n  b\n  ‸',
  ]);
});

test('an indentation that the person does not want costs a key a step, a closer moves out by itself', () => {
  expect(steps('  a\nb', 'Python').slice(0, 4)).toEqual([
    'indentation   ‸',
    'character   a‸',
    'enter   a\n  ‸',
    'indentation   a\n‸',
  ]);
  expect(steps('  a\n}').slice(2)).toEqual(['enter   a\n  ‸', 'character   a\n}‸']);
  // Two steps of two blanks, and one blank.
  expect(steps('a\n     b').filter((step) => step.startsWith('indentation'))).toHaveLength(3);
});

test('a blank line keeps no indentation', () => {
  expect(steps('  a\n\n  b').slice(2)).toEqual(['enter   a\n  ‸', 'enter   a\n\n  ‸', 'character   a\n\n  b‸']);
});

test('whatever is written comes out, in a finite number of steps', () => {
  const line = fc.stringMatching(/^ {0,5}[ab(){}[\]"'`:,]{0,8}$/).map((text) => text.trimEnd());
  const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n').trim());
  fc.assert(
    fc.property(text, fc.constantFrom<MeasuredLanguage>('TypeScript', 'Python', 'Rust'), (goal, language) => {
      const typed = new TypedText(region(goal, language));
      let count = 0;
      while (!typed.isDone && count < 20 * goal.length + 20) {
        typed.step();
        count++;
      }
      expect(typed.prefix + typed.suffix).toBe(`// before\n${goal}\n// after\n`);
    }),
    { numRuns: 2000 },
  );
});

test('the step of an indentation is that of the file', () => {
  expect(typedIndentUnit('a\n\tb')).toBe('\t');
  expect(typedIndentUnit('/*\n * a\n */\n    b\n        c')).toBe('    ');
  expect(typedIndentUnit('a\n    b\n  c')).toBe('  ');
});
