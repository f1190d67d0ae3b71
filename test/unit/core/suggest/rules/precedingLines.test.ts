import { describe, expect, it } from 'vitest';
import { precedingLines } from '../../../../../src/core/suggest/rules/precedingLines.js';
import { accept, whole } from '../../../support/rules.js';

const abc = 'expect(abc).toBe(1);';
const def = 'expect(def).toBe(2);';

describe('what stands above already', () => {
  it.each([
    ['the last line', `${abc}\n‸`, abc],
    ['the last line once more', `${abc}\n${abc}\n‸`, abc],
    ['the last line with its beginning typed', `${abc}\nexp‸`, abc.slice(3)],
    ['the last line over a blank one', `${abc}\n\n‸`, abc],
    ['the last line with what is behind the cursor', `${abc}\n‸;`, abc.slice(0, -1)],
    ['the last but one', `${abc}\n${def}\n‸`, abc],
  ])('is dropped: %s', (_, marked, suggestion) => {
    expect(accept(precedingLines, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['at a line like the one before it', `${abc}\n${abc}`, `${abc}‸`],
    ['at a line like the last but one', `${abc}\n${def}\n${abc}`, `${abc}\n${def}‸`],
  ])('ends a suggestion %s', (_, suggestion, accepted) => {
    expect(accept(precedingLines, '‸', suggestion)).toBe(accepted);
  });

  it.each([
    ['another line', `${abc}\n‸`, def],
    ['a line at another depth', `  ${abc}\n    ‸`, abc],
    ['a line that says little', '  return;\n  ‸', 'return;'],
    ['a line that is typed already', `${abc}\n${abc.slice(0, -2)}‸`, ');'],
    ['one of two that take turns', `${def}\n${abc}\n${def}\n‸`, abc],
    ['a comment that comes again', `// @ts-expect-error\n${abc}\n‸`, '// @ts-expect-error'],
    ['an opener that comes again', `describe('a', () => {\n${abc}\n‸`, "describe('a', () => {"],
    ['a line further above', `${abc}\n${def}\nlet c;\n‸`, abc],
  ])('is not %s', (_, marked, suggestion) => {
    expect(accept(precedingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});
