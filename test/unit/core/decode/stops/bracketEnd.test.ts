import { describe, expect, it } from 'vitest';
import { atForeignCloser } from '../../../../../src/core/decode/stops/bracketEnd.js';
import { atCursor } from '../../../support/cursor.js';

/** The text that is kept, with the reason of its end; read one character at a time. */
function ended(marked: string, text: string, path = 'a.ts'): string {
  const rule = atForeignCloser({ ...atCursor(marked), path });
  for (let length = 1; length <= text.length; length++) {
    const stop = rule({ text: text.slice(0, length), added: length - 1, count: length });
    if (stop) return `${text.slice(0, stop.keep)}|${stop.reason}`;
  }
  return text;
}

describe('atForeignCloser', () => {
  it.each([
    ['lets a text close what is open', 'foo(‸', 'a, [b])', 'a, [b])'],
    ['ends where the suffix closes it', 'foo(‸)', 'a, [b])', 'a, [b]|suffix'],
    ['ends before a bracket that closes nothing', 'const a = ‸', 'b);', 'b|constraint'],
    ['ends before a bracket of another kind', 'foo(‸', 'a];', 'a|constraint'],
    ['ignores brackets in strings and comments', 'const a = ‸', '")"; // )', '")"; // )'],
    ['follows the code of a template', 'const a = ‸', '`${b})`;', '`${b})`;'],
    ['lets a text close what a cut prefix has not shown', '  }\n  foo();\n‸', '}', '}'],
  ])('%s', (_title, marked, text, kept) => {
    expect(ended(marked, text)).toBe(kept);
  });

  it('ends nothing in an unknown language', () => {
    expect(ended('‸', ')))', 'notes.unknown')).toBe(')))');
  });
});
