import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutClosingLines } from '../../../../src/core/prompt/closingLines.js';

describe('withoutClosingLines', () => {
  it.each([
    ['\n}\n\nfunction next() {', '\nfunction next() {'],
    ['\n    }\n  }\n}\nnext', '\nnext'],
    ['\n});\n', ''],
    ['\n  },\n  other: 1,', '\n  other: 1,'],
    ['\n    )\n    return 1', '\n    return 1'],
    ['\n}', ''],
    ['', ''],
  ])('removes lines that only close blocks: %j', (suffix, read) => {
    expect(withoutClosingLines(suffix)).toBe(read);
  });

  it.each(['\n} else {\n}', '\n}, [items]);', '\n})()', '\nreturn;\n}', ')\n}', ' }\n}', '\n</div>\n}', '\n};;'])(
    'is unchanged when a line has more than closing brackets, or the cursor is before something: %j',
    (suffix) => {
      expect(withoutClosingLines(suffix)).toBe(suffix);
    },
  );

  it('returns the same inside a block that the editor closed as before it', () => {
    const below = '\n}\n\nexport const next = 1;\n';
    expect(withoutClosingLines(`\n  }${below}`)).toBe(withoutClosingLines(below));
  });

  it('returns the end of the text from a line break on', () => {
    const suffix = fc.string({ unit: fc.constantFrom('\n', ' ', '}', ')', ';', 'a', '\t') });
    fc.assert(
      fc.property(suffix, (text) => {
        const read = withoutClosingLines(text);
        expect(text.endsWith(read)).toBe(true);
        if (read !== text) expect(read === '' || read.startsWith('\n')).toBe(true);
        expect(withoutClosingLines(read)).toBe(read);
      }),
    );
  });

  it('is fast for a long line of whitespace', () => {
    const whitespace = `\n${' '.repeat(200_000)}x`;
    expect(withoutClosingLines(whitespace)).toBe(whitespace);
  });
});
