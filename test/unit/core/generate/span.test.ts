import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, spanAfterChange, type Change, type DocumentSpan } from '../../../../src/core/generate/span.js';

/** A document with its span between the marks, and the change that makes it another one; then what was touched. */
function followed(marked: string, change: Change): string | undefined {
  const [before, own, after] = marked.split('|') as [string, string, string];
  const found = spanAfterChange({ start: before.length, end: before.length + own.length }, change, own);
  if (!found) return undefined;
  const { span, touch } = found;
  const text = applyChange(before + own + after, change);
  return [text.slice(0, span.start), text.slice(span.start, span.end), text.slice(span.end)].join('|') + `: ${touch}`;
}

const insert = (offset: number, text: string): Change => ({ offset, length: 0, text });
const remove = (offset: number, length: number): Change => ({ offset, length, text: '' });
const replace = (offset: number, length: number, text: string): Change => ({ offset, length, text });

describe('spanAfterChange', () => {
  it.each([
    ['typed above', 'ab|own|c', insert(1, 'x'), 'axb|own|c: none'],
    ['typed right before it', 'ab|own|c', insert(2, 'x'), 'abx|own|c: none'],
    ['typed below', 'ab|own|cd', insert(6, 'x'), 'ab|own|cxd: none'],
    ['typed right after it', 'ab|own|c', insert(5, 'x'), 'ab|own|xc: end'],
    ['typed where nothing is yet', 'ab||c', insert(2, 'x'), 'ab||xc: end'],
    ['deleted right before it', 'ab|own|c', remove(1, 1), 'a|own|c: none'],
    ['deleted right after it', 'ab|own|cd', remove(5, 1), 'ab|own|d: none'],
    ['deleted before where nothing is yet', 'ab||c', remove(1, 1), 'a||c: none'],
    ['replaced right after it', 'ab|own|cd', replace(5, 2, 'xyz'), 'ab|own|xyz: none'],
  ])('leaves outside what is %s', (_, before, change, after) => {
    expect(followed(before, change)).toBe(after);
  });

  it.each([
    ['typed inside', 'ab|own|c', insert(3, 'x'), 'ab|oxwn|c: text'],
    ['deleted inside', 'ab|own|c', remove(3, 1), 'ab|on|c: text'],
    ['replaced at its start', 'ab|own|c', replace(2, 2, 'xyz'), 'ab|xyzn|c: text'],
    ['deleted as a whole', 'ab|own|c', remove(2, 3), 'ab||c: text'],
  ])('takes into its text what is %s', (_, before, change, after) => {
    expect(followed(before, change)).toBe(after);
  });

  it.each([
    ['across its start is deleted', 'ab|own|c', remove(1, 2), 'a|wn|c: text'],
    ['across its end is deleted', 'ab|own|cd', remove(4, 2), 'ab|ow|d: text'],
    ['around it is deleted', 'ab|own|cd', remove(1, 5), 'a||d: text'],
    ['before it is indented by a formatter', 'a  |  own|c', replace(2, 2, '\t\t\t'), 'a \t\t\t| own|c: text'],
    ['after it is indented by a formatter', 'ab|own  | c', replace(5, 3, '\n'), 'ab|own|\nc: text'],
    ['around it is written again with it', 'ab|own|c', replace(0, 6, 'AB own C'), 'AB |own| C: none'],
  ])('follows when what is %s', (_, before, change, after) => {
    expect(followed(before, change)).toBe(after);
  });

  it.each([
    ['across its start is replaced', 'ab|own|c', replace(1, 2, 'x')],
    ['across its end is replaced', 'ab|own|c', replace(4, 2, 'x')],
    ['around it is replaced without it', 'ab|own|c', replace(0, 6, 'new')],
    ['around it is replaced with it twice', 'ab|own|c', replace(0, 6, 'own own')],
    ['it has is replaced by other text', 'ab|own|c', replace(2, 3, 'new')],
  ])('gives up when what is %s', (_, before, change) => {
    expect(followed(before, change)).toBeUndefined();
  });

  it('keeps exactly its own text through any edits around it', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 5 }), text: fc.string({ maxLength: 5 }) });
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.string(),
        fc.array(edit),
        (before, own, after, edits) => {
          // The model: three texts, of which the edits change the first and the last.
          let around = { before, after };
          let text = before + own + after;
          let span: DocumentSpan = { start: before.length, end: before.length + own.length };
          for (const { at, length, text: typed } of edits) {
            const isBefore = at % 2 === 0;
            const part = isBefore ? around.before : around.after;
            const offset = at % (part.length + 1);
            const change = { offset, length: Math.min(length, part.length - offset), text: typed };
            around = isBefore
              ? { ...around, before: applyChange(part, change) }
              : { ...around, after: applyChange(part, change) };
            const inDocument = { ...change, offset: change.offset + (isBefore ? 0 : span.end) };
            text = applyChange(text, inDocument);
            const found = spanAfterChange(span, inDocument, own);
            expect(found?.touch).not.toBe('text');
            span = found!.span;
          }
          expect(text).toBe(around.before + own + around.after);
          expect(text.slice(span.start, span.end)).toBe(own);
        },
      ),
    );
  });
});
