import { describe, expect, it } from 'vitest';
import { type Place, SuggestionCache } from '../../../src/core/suggest/suggestionCache.js';
import { atCursor } from '../support/cursor.js';

/** The place of the cursor in a whole document. */
function place(marked: string, document = 'a.ts'): Place {
  const { before, after } = atCursor(marked);
  return { document, offset: before.length, before, after };
}

/** What the cache has for `now`, after `text` was suggested at `then`. */
function left(then: string, text: string, now: string): string | undefined {
  const cache = new SuggestionCache();
  cache.add(place(then), { text, confidence: 1 });
  return cache.find(place(now))?.text;
}

describe('a suggestion is found again', () => {
  it.each([
    ['where it was made', 'x = ‸\ny', 'foo(a);', 'x = ‸\ny', 'foo(a);'],
    ['when its beginning is typed', 'x = ‸\ny', 'foo(a);', 'x = fo‸\ny', 'o(a);'],
    ['when all but its last character is typed', 'x = ‸\ny', 'foo(a);', 'x = foo(a)‸\ny', ';'],
    ['when the editor closes a bracket', 'x = ‸\ny', 'foo(a);', 'x = foo(‸)\ny', 'a);'],
    ['when the editor closes several', 'x = ‸', 'f(["a"]);', 'x = f(["‸"])', 'a"]);'],
    ['before a closer that stood there', 'f(‸)', 'g(a), b', 'f(g(‸))', 'a), b'],
    ['when a line break is typed', 'f(‸\ny', 'a,\n  b);', 'f(a,\n  ‸\ny', 'b);'],
    ['when a closer is typed over', 'f(‸)', 'a);', 'f(a)‸', ';'],
    ['when what follows such a closer is typed, too', 'f(‸)', 'a).map(b);', 'f(a).m‸', 'ap(b);'],
    ['when one of two closers is typed over', 'f(g(‸));', 'a), b', 'f(g(a)‸);', ', b'],
    ['when two closers are typed over', 'f([‸])\ny', 'a]);', 'f([a])‸\ny', ';'],
    ['when two closers are typed over one by one', 'f(g(‸))', 'a).b()).c', 'f(g(a).b())‸', '.c'],
    ['when a quote is typed over', 'f("‸")', 'it\'s", b', 'f("it\'s"‸)', ', b'],
    ['when a closer is typed over and the editor closes another', 'f(‸)', 'a)(b);', 'f(a)(‸)', 'b);'],
    ['at the start of a document', '‸', 'import a', 'im‸', 'port a'],
    ['without its middle being asked', '  ‸', 'ab', '  a‸', 'b'],
  ])('%s', (_, then, text, now, remainder) => {
    expect(left(then, text, now)).toBe(remainder);
  });

  it('after deleting back, whole', () => {
    const cache = new SuggestionCache();
    cache.add(place('x = ‸'), { text: 'foo', confidence: 1 });
    expect(['x = f‸', 'x = fo‸', 'x = f‸', 'x = ‸'].map((now) => cache.find(place(now))?.text)).toEqual([
      'oo',
      'o',
      'oo',
      'foo',
    ]);
  });

  it('when the editor closes a bracket in a long document', () => {
    const lines = '\nconst line = 1;'.repeat(100);
    expect(left(`x = ‸${lines}`, 'foo(a);', `x = foo(‸)${lines}`)).toBe('a);');
  });

  it('with its confidence', () => {
    const cache = new SuggestionCache();
    cache.add(place('x = ‸'), { text: 'foo', confidence: 0.7 });
    expect(cache.find(place('x = f‸'))).toEqual({ text: 'oo', confidence: 0.7 });
  });

  it('where the text before has another start: what is near the cursor counts', () => {
    const cache = new SuggestionCache();
    cache.add({ document: 'a', offset: 5000, before: 'a\nx = ', after: '' }, { text: 'foo', confidence: 1 });
    expect(cache.find({ document: 'a', offset: 5001, before: 'x = f', after: '' })?.text).toBe('oo');
  });
});

describe('a suggestion is not found', () => {
  it.each([
    ['after a wrong key', 'x = ‸', 'foo', 'x = g‸'],
    ['after a wrong key that follows a right one', 'x = ‸', 'foo', 'x = fa‸'],
    ['when all of it is typed', 'x = ‸', 'foo', 'x = foo‸'],
    ['before the place where it was made', 'x = ‸', 'foo', 'x =‸'],
    ['after other text', 'x = ‸', 'foo', 'y = f‸'],
    ['before other lines', 'x = ‸\ny', 'foo', 'x = f‸\nz'],
    ['before other text on the line', 'x = ‸', 'foo', 'x = f‸ + 1'],
    ['before text that was not there and is no closer', 'x = ‸', 'foo', 'x = f‸;'],
    ['where a closer is gone', 'f(‸)', 'a, b', 'f(a‸'],
    ['where a closer is gone and its like was typed', 'f(‸)', 'g(a), b', 'f(g(a)‸'],
    ['where a closer is gone and its like stands in a string', 'f(‸)', '":)", b', 'f(":)‸'],
    ['where more is gone than was typed over', 'f(g(‸))', 'a), b', 'f(g(a)‸'],
  ])('%s', (_, then, text, now) => {
    expect(left(then, text, now)).toBeUndefined();
  });

  it('in another document', () => {
    const cache = new SuggestionCache();
    cache.add(place('x = ‸', 'a.ts'), { text: 'foo', confidence: 1 });
    expect(cache.find(place('x = ‸', 'b.ts'))).toBeUndefined();
  });

  it('after clear', () => {
    const cache = new SuggestionCache();
    cache.add(place('x = ‸'), { text: 'foo', confidence: 1 });
    cache.clear();
    expect(cache.find(place('x = ‸'))).toBeUndefined();
  });
});

describe('of several suggestions', () => {
  it('the newest that fits is found', () => {
    const cache = new SuggestionCache();
    cache.add(place('x = ‸'), { text: 'foo', confidence: 1 });
    cache.add(place('x = ‸'), { text: 'far', confidence: 1 });
    expect(cache.find(place('x = f‸'))?.text).toBe('ar');
    expect(cache.find(place('x = fo‸'))?.text).toBe('o');
  });

  it('the least recently used goes first', () => {
    const cache = new SuggestionCache(2);
    cache.add(place('a = ‸'), { text: '1', confidence: 1 });
    cache.add(place('b = ‸'), { text: '2', confidence: 1 });
    cache.find(place('a = ‸'));
    cache.add(place('c = ‸'), { text: '3', confidence: 1 });
    expect(['a = ‸', 'b = ‸', 'c = ‸'].map((now) => cache.find(place(now))?.text)).toEqual(['1', undefined, '3']);
  });
});
