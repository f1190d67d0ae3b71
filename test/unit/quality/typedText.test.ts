import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MeasuredLanguage } from '../../../quality/repositories.js';
import { typedIndentUnit } from '../../../quality/typing/editorTyping.js';
import { TypedText, type Region } from '../../../quality/typing/typedText.js';

const region = (goal: string, language: MeasuredLanguage = 'TypeScript'): Region => ({
  path: 'a',
  language,
  prefix: '// before\n',
  goal,
  suffix: '\n// after\n',
  unit: '  ',
});

/** Each step, in brackets if it is no key, with the typed text and its cursor. */
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

test('step closes a bracket, and typing over the closing one is no key', () => {
  expect(steps('f(a);')).toEqual([
    'character f‸',
    'character f(‸)',
    'character f(a‸)',
    '(typed over) f(a)‸',
    'character f(a);‸',
  ]);
});

test('step closes a quote, but not inside a word, nor where there is no second one', () => {
  expect(steps('"a"')).toEqual(['character "‸"', 'character "a‸"', '(typed over) "a"‸']);
  expect(steps("n't")).toEqual(['character n‸', "character n'‸", "character n't‸"]);
  expect(steps("'a", 'Rust')).toEqual(["character '‸", "character 'a‸"]);
  expect(steps("// 'a\n''").at(3)).toBe("character // '‸");
});

test('step adds a line for Enter between braces, and moves past the closing one', () => {
  expect(steps('if {\n  a\n}\nb').slice(3)).toEqual([
    'character if {‸}',
    'enter if {\n  ‸\n}',
    'character if {\n  a‸\n}',
    '(passed) if {\n  a\n}‸',
    'enter if {\n  a\n}\n‸',
    'character if {\n  a\n}\nb‸',
  ]);
});

test('step deletes the line break before a closing bracket that belongs on the same line', () => {
  expect(steps('f(\n  a)').slice(2)).toEqual([
    'enter f(\n  ‸\n)',
    'character f(\n  a‸\n)',
    'deletion f(\n  a‸)',
    '(typed over) f(\n  a)‸',
  ]);
});

test('step indents lines as the one before, and deeper after a colon in Python', () => {
  expect(steps('if a:\n  b\n  c', 'Python').filter((step) => step.startsWith('enter'))).toEqual([
    'enter if a:\n  ‸',
    'enter if a:\n  b\n  ‸',
  ]);
});

test('step needs a key for each level of wrong indentation, and none before a closing bracket', () => {
  expect(steps('  a\nb', 'Python').slice(0, 4)).toEqual([
    'indentation   ‸',
    'character   a‸',
    'enter   a\n  ‸',
    'indentation   a\n‸',
  ]);
  expect(steps('  a\n}').slice(2)).toEqual(['enter   a\n  ‸', 'character   a\n}‸']);
  // Two levels of two spaces, and one space.
  expect(steps('a\n     b').filter((step) => step.startsWith('indentation'))).toHaveLength(3);
});

test('step removes the indentation of an empty line', () => {
  expect(steps('  a\n\n  b').slice(2)).toEqual(['enter   a\n  ‸', 'enter   a\n\n  ‸', 'character   a\n\n  b‸']);
});

test('step types any text in a finite number of steps', () => {
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

test('typedIndentUnit returns the indentation of a file', () => {
  expect(typedIndentUnit('a\n\tb')).toBe('\t');
  expect(typedIndentUnit('/*\n * a\n */\n    b\n        c')).toBe('    ');
  expect(typedIndentUnit('a\n    b\n  c')).toBe('  ');
});
