import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, spanAfterChange, type Change, type DocumentSpan } from '../../../../src/core/generate/span.js';

/** A document with its span between the marks, and the change that makes it another one. */
function followed(marked: string, change: Change): string | undefined {
  const [before, own, after] = marked.split('|') as [string, string, string];
  const span = spanAfterChange({ start: before.length, end: before.length + own.length }, change);
  if (!span) return undefined;
  const text = applyChange(before + own + after, change);
  return [text.slice(0, span.start), text.slice(span.start, span.end), text.slice(span.end)].join('|');
}

const insert = (offset: number, text: string): Change => ({ offset, length: 0, text });
const remove = (offset: number, length: number): Change => ({ offset, length, text: '' });

describe('spanAfterChange', () => {
  it.each([
    ['typed above', 'ab|own|c', insert(1, 'x'), 'axb|own|c'],
    ['typed right before it', 'ab|own|c', insert(2, 'x'), 'abx|own|c'],
    ['typed below', 'ab|own|cd', insert(6, 'x'), 'ab|own|cxd'],
    ['deleted right before it', 'ab|own|c', remove(1, 1), 'a|own|c'],
    ['deleted right after it', 'ab|own|cd', remove(5, 1), 'ab|own|d'],
    ['deleted before where nothing is yet', 'ab||c', remove(1, 1), 'a||c'],
    ['replaced right after it', 'ab|own|cd', { offset: 5, length: 2, text: 'xyz' }, 'ab|own|xyz'],
  ])('follows what is %s', (_, before, change, after) => {
    expect(followed(before, change)).toBe(after);
  });

  it.each([
    ['typed inside', 'ab|own|c', insert(3, 'x')],
    ['typed on at its end', 'ab|own|c', insert(5, 'x')],
    ['typed where nothing is yet', 'ab||c', insert(2, 'x')],
    ['deleted inside', 'ab|own|c', remove(3, 1)],
    ['deleted across its start', 'ab|own|c', remove(1, 2)],
    ['deleted across its end', 'ab|own|c', remove(4, 2)],
    ['all replaced', 'ab|own|c', { offset: 0, length: 6, text: 'new' }],
    ['taken back by undo', 'ab|own|c', remove(2, 3)],
  ])('does not follow what is %s', (_, before, change) => {
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
          let span: DocumentSpan | undefined = { start: before.length, end: before.length + own.length };
          for (const { at, length, text: typed } of edits) {
            const isBefore = at % 2 === 0;
            const part = isBefore ? around.before : around.after;
            // At the very end of the span only what continues with it can be inserted.
            const from = Math.min(isBefore || length > 0 ? 0 : 1, part.length);
            if (!isBefore && part.length === 0) continue;
            const offset = from + (at % (part.length - from + 1));
            const removed = Math.min(length, part.length - offset);
            if (!isBefore && offset === 0 && removed === 0) continue;
            const change = { offset, length: removed, text: typed };
            around = isBefore
              ? { ...around, before: applyChange(part, change) }
              : { ...around, after: applyChange(part, change) };
            const inDocument = { ...change, offset: change.offset + (isBefore ? 0 : span!.end) };
            text = applyChange(text, inDocument);
            span = spanAfterChange(span!, inDocument);
            expect(span).toBeDefined();
          }
          expect(text).toBe(around.before + own + around.after);
          expect(text.slice(span!.start, span!.end)).toBe(own);
        },
      ),
    );
  });
});
