import { describe, expect, it } from 'vitest';
import type { CursorContext } from '../../../../src/core/suggest/cursorContext.js';
import { SuggestionCache } from '../../../../src/core/suggest/suggestionCache.js';
import { atCursor } from '../../support/cursor.js';

/** The cursor context in a whole document. */
function contextAt(marked: string, document = 'a.ts'): CursorContext {
  const { prefix, suffix } = atCursor(marked);
  return { document, offset: prefix.length, prefix, suffix };
}

/** The cache's suggestion at `now`, after `text` was suggested at `then`. */
function findAfter(then: string, text: string, now: string): string | undefined {
  const cache = new SuggestionCache();
  cache.add(contextAt(then), { text, confidence: 1 });
  return cache.find(contextAt(now))?.text;
}

describe('find returns a suggestion', () => {
  it.each([
    ['where it was made', 'x = ‸\ny', 'foo(a);', 'x = ‸\ny', 'foo(a);'],
    ['when its start is typed', 'x = ‸\ny', 'foo(a);', 'x = fo‸\ny', 'o(a);'],
    ['when all but its last character is typed', 'x = ‸\ny', 'foo(a);', 'x = foo(a)‸\ny', ';'],
    ['when the editor closes a bracket', 'x = ‸\ny', 'foo(a);', 'x = foo(‸)\ny', 'a);'],
    ['when the editor closes several', 'x = ‸', 'f(["a"]);', 'x = f(["‸"])', 'a"]);'],
    ['before a closing bracket that was there', 'f(‸)', 'g(a), b', 'f(g(‸))', 'a), b'],
    ['when a line break is typed', 'f(‸\ny', 'a,\n  b);', 'f(a,\n  ‸\ny', 'b);'],
    ['when a closing bracket is typed over', 'f(‸)', 'a);', 'f(a)‸', ';'],
    ['when text after such a bracket is typed as well', 'f(‸)', 'a).map(b);', 'f(a).m‸', 'ap(b);'],
    ['when one of two closing brackets is typed over', 'f(g(‸));', 'a), b', 'f(g(a)‸);', ', b'],
    ['when two closing brackets are typed over', 'f([‸])\ny', 'a]);', 'f([a])‸\ny', ';'],
    ['when two closing brackets are typed over one by one', 'f(g(‸))', 'a).b()).c', 'f(g(a).b())‸', '.c'],
    ['when a quote is typed over', 'f("‸")', 'it\'s", b', 'f("it\'s"‸)', ', b'],
    ['when a word follows a quote that is typed over', "x['‸']", "'foo(a)", "x[''f‸]", 'oo(a)'],
    ['when a word follows a quote that is typed over later', "x = '‸'", "a => 'foo", "x = 'a => 'f‸", 'oo'],
    ['when a closing bracket is typed over and the editor closes another', 'f(‸)', 'a)(b);', 'f(a)(‸)', 'b);'],
    ['when a quote is typed over and the editor closes a bracket', "it('x‸')", "', () => {", "it('x', (‸))", ') => {'],
    ['when Enter opens brackets and the editor closes others in them', '{‸}', '\n  g(a);\n', '{\n  g(‸)\n}', 'a);'],
    ['at the start of a document', '‸', 'import a', 'im‸', 'port a'],
    ['when a key in between sent no request', '  ‸', 'ab', '  a‸', 'b'],
    ['when a line break and what the editor indents are typed', 'f();‸\n}', '\n  g();', 'f();\n  ‸\n}', 'g();'],
    ['when Enter opens the brackets', 'f(‸)\ny', '\n  a,\n  b', 'f(\n  ‸\n)\ny', 'a,\n  b'],
    ['when Enter opens brackets that were typed', 'x = ‸;', 'f([\n  a', 'x = f([\n  ‸\n]);', 'a'],
    ['up to the closing bracket that Enter moved down', 'if (x) ‸\ny', '{\n  a();\n}', 'if (x) {\n  ‸\n}\ny', 'a();'],
    ['without the end of a statement in brackets that Enter opened', 'f(‸)', '\n  a;', 'f(\n  ‸\n)', 'a'],
    ['up to it, whatever it closes itself', '‸', 'f(() => {\n  g({ a });\n});', 'f(() => {\n  ‸\n})', 'g({ a });'],
  ])('%s', (_, then, text, now, remainder) => {
    expect(findAfter(then, text, now)).toBe(remainder);
  });

  it('after deleting back, as a whole', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 1 });
    expect(['x = f‸', 'x = fo‸', 'x = f‸', 'x = ‸'].map((now) => cache.find(contextAt(now))?.text)).toEqual([
      'oo',
      'o',
      'oo',
      'foo',
    ]);
  });

  it('when the editor closes a bracket in a long document', () => {
    const lines = '\nconst line = 1;'.repeat(100);
    expect(findAfter(`x = ‸${lines}`, 'foo(a);', `x = foo(‸)${lines}`)).toBe('a);');
  });

  it('when an import is added far above', () => {
    const lines = '\nconst line = 1;'.repeat(100);
    const [then, now] = [`a${lines}\nx = ‸`, `import b;\na${lines}\nx = f‸`];
    expect(findAfter(then, 'foo(a);', now)).toBe('oo(a);');
    expect(findAfter(then, 'foo(a);', now.replace('f‸', 'g‸'))).toBeUndefined();
  });

  it('when a word of it was accepted and that is undone', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo.bar', confidence: 1 });
    cache.find(contextAt('x = foo‸'));
    cache.add(contextAt('x = foo.bar‸'), { text: ' + 1', confidence: 1 });
    expect(cache.find(contextAt('x = ‸'))?.text).toBe('foo.bar');
  });

  it('when the cursor was on another line meanwhile', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸\n\ny'), { text: 'foo', confidence: 1 });
    cache.add(contextAt('x = \n‸\ny'), { text: 'bar', confidence: 1 });
    expect(cache.find(contextAt('x = ‸\n\ny'))?.text).toBe('foo');
  });

  it('with its remaining cuts', () => {
    const cache = new SuggestionCache();
    const cuts = [4, 9].map((length) => ({ length, confidence: 1 / length }));
    cache.add(contextAt('x = ‸'), { text: 'file.read(name);', confidence: 0.1, cuts });
    expect(cache.find(contextAt('x = fi‸'))?.cuts).toEqual([
      { length: 2, confidence: 1 / 4 },
      { length: 7, confidence: 1 / 9 },
    ]);
    expect(cache.find(contextAt('x = file‸'))?.cuts).toEqual([{ length: 5, confidence: 1 / 9 }]);
    expect(cache.find(contextAt('x = file.read(‸'))?.cuts).toEqual([]);
  });

  it('with its confidence', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 0.7 });
    expect(cache.find(contextAt('x = f‸'))).toEqual({ text: 'oo', confidence: 0.7 });
  });

  it('when the text before has another start, far from the cursor', () => {
    const cache = new SuggestionCache();
    cache.add({ document: 'a', offset: 5000, prefix: 'a\nx = ', suffix: '' }, { text: 'foo', confidence: 1 });
    expect(cache.find({ document: 'a', offset: 5001, prefix: 'x = f', suffix: '' })?.text).toBe('oo');
  });
});

describe('find returns undefined', () => {
  it.each([
    ['after a wrong key', 'x = ‸', 'foo', 'x = g‸'],
    ['after a wrong key that follows a right one', 'x = ‸', 'foo', 'x = fa‸'],
    ['when all of it is typed', 'x = ‸', 'foo', 'x = foo‸'],
    ['before the place where it was made', 'x = ‸', 'foo', 'x =‸'],
    ['after other text', 'x = ‸', 'foo', 'y = f‸'],
    ['before other lines', 'x = ‸\ny', 'foo', 'x = f‸\nz'],
    ['before other text on the line', 'x = ‸', 'foo', 'x = f‸ + 1'],
    ['before text that was not there and is no closing bracket', 'x = ‸', 'foo', 'x = f‸;'],
    ['where a closing bracket is gone', 'f(‸)', 'a, b', 'f(a‸'],
    ['where a closing bracket is gone and one like it was typed', 'f(‸)', 'g(a), b', 'f(g(a)‸'],
    ['where a closing bracket is gone and the same character is in a string', 'f(‸)', '":)", b', 'f(":)‸'],
    ['where more is gone than was typed over', 'f(g(‸))', 'a), b', 'f(g(a)‸'],
    ['where only the closing bracket that Enter moved down is left of it', 'f(‸)', '\n)', 'f(\n‸\n)'],
    ['where more than the closing bracket is below', 'f(‸)', '\n  a', 'f(\n  ‸\n  b)'],
  ])('%s', (_, then, text, now) => {
    expect(findAfter(then, text, now)).toBeUndefined();
  });

  it('in another document', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸', 'a.ts'), { text: 'foo', confidence: 1 });
    expect(cache.find(contextAt('x = ‸', 'b.ts'))).toBeUndefined();
  });

  it('after clear', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 1 });
    cache.clear();
    expect(cache.find(contextAt('x = ‸'))).toBeUndefined();
  });
});

describe('find, of several suggestions,', () => {
  it('returns the newest that fits', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 1 });
    cache.add(contextAt('x = ‸'), { text: 'far', confidence: 1 });
    expect(cache.find(contextAt('x = f‸'))?.text).toBe('ar');
    expect(cache.find(contextAt('x = fo‸'))?.text).toBe('o');
  });

  it('returns a preferred one before a newer one', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 1 });
    cache.add(contextAt('x = ‸'), { text: 'far', confidence: 0.1 });
    const isSure = ({ confidence }: { confidence: number }): boolean => confidence > 0.5;
    expect(cache.find(contextAt('x = f‸'), isSure)?.text).toBe('oo');
    expect(cache.find(contextAt('x = fa‸'), isSure)?.text).toBe('r');
  });

  it('returns a late one after the one that was found last', () => {
    const cache = new SuggestionCache();
    cache.add(contextAt('x = ‸'), { text: 'foo', confidence: 1 });
    cache.addLate(contextAt('x = ‸'), { text: 'far', confidence: 1 });
    expect(cache.find(contextAt('x = f‸'))?.text).toBe('oo');
    expect(cache.find(contextAt('x = fa‸'))?.text).toBe('r');
  });

  it('has dropped the least recently used one', () => {
    const cache = new SuggestionCache(2);
    cache.add(contextAt('a = ‸'), { text: '1', confidence: 1 });
    cache.add(contextAt('b = ‸'), { text: '2', confidence: 1 });
    cache.find(contextAt('a = ‸'));
    cache.add(contextAt('c = ‸'), { text: '3', confidence: 1 });
    expect(['a = ‸', 'b = ‸', 'c = ‸'].map((now) => cache.find(contextAt(now))?.text)).toEqual(['1', undefined, '3']);
  });
});
