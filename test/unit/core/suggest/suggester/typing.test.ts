import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../../../src/core/suggest/suggester.js';
import { suggestionOf } from '../../../../../src/core/suggest/suggestion.js';
import { completionOf, deskOf, suggestionRequestAt, sure, unsure } from '../../../support/scripted.js';

const explicit = { isExplicit: true };

describe('Suggester, while typing,', () => {
  it('suggests from the cache after typing through or deleting back', async () => {
    const { texts, answer, asked } = deskOf(() => sure('foo(a);'));
    const seen = [];
    for (const marked of ['x = ‸', 'x = f‸', 'x = foo(‸)', 'x = foo(a)‸', 'x = fo‸', 'x = ‸']) {
      seen.push(await texts(marked));
    }
    expect(seen).toEqual([['foo(a);'], ['oo(a);'], ['a);'], [';'], ['o(a);'], ['foo(a);']]);
    expect(asked).toEqual(['x = ']);
    expect(await answer('x = f‸')).toMatchObject({ isCached: true, cached: { text: 'oo(a);' } });
  });

  it('suggests the rest of any text that is typed through, to its last character', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', ' ', '=', '(', ')', '"'), minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        // Texts that the rules do not change.
        text.filter(
          (any) => suggestionOf(suggestionRequestAt('x\n‸\ny').context, completionOf(sure(any)), 0)?.text === any,
        ),
        async (all) => {
          const { texts, asked } = deskOf(() => sure(all));
          for (let typed = 0; typed < all.length; typed++) {
            expect(await texts(`x\n${all.slice(0, typed)}‸\ny`)).toEqual([all.slice(typed)]);
          }
          expect(asked).toHaveLength(1);
        },
      ),
    );
  });

  it('suggests the rest of any balanced text while the editor closes its brackets and they are typed over', async () => {
    const { text: balanced } = fc.letrec<{ text: string; part: string }>((tie) => ({
      text: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', ')),
      part: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b.c', '1 + 2'),
        tie('text').map((text) => `f(${text})`),
        tie('text').map((text) => `[${text}]`),
      ),
    }));
    const closingBrackets: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
    await fc.assert(
      fc.asyncProperty(balanced, async (all) => {
        const { texts, asked } = deskOf(() => sure(all));
        let closed = '';
        for (let typed = 0; typed < all.length; typed++) {
          const [before, left] = [all.slice(0, typed), all.slice(typed)];
          // Closing brackets that are there already are not suggested.
          const isThere = (n: number): boolean => n < closed.length && left.at(-1 - n) === closed.at(-1 - n);
          const there = Array.from(left).findIndex((_, n) => !isThere(n));
          const shown = there < 0 ? '' : left.slice(0, left.length - there);
          expect(await texts(`x\n${before}‸${closed}\ny`)).toEqual(shown === '' ? [] : [shown]);
          if (all[typed] === closed[0]) closed = closed.slice(1);
          else closed = (closingBrackets[all[typed]!] ?? '') + closed;
        }
        expect(asked).toHaveLength(1);
      }),
    );
  });

  it('requests a completion again after another key', async () => {
    const { texts, asked } = deskOf((prefix) => sure(prefix === 'x = ' ? 'foo' : 'ar'));
    expect([await texts('x = ‸'), await texts('x = b‸')]).toEqual([['foo'], ['ar']]);
    expect(asked).toEqual(['x = ', 'x = b']);
  });

  it('hides a text below the threshold, and requests a completion again at each key', async () => {
    const { texts, answer, asked } = deskOf((prefix) => (prefix === 'x = fo' ? sure('o(b);') : unsure('foo(a);')));
    expect([await texts('x = ‸'), await texts('x = f‸'), await texts('x = fo‸')]).toEqual([[], [], ['o(b);']]);
    expect(asked).toEqual(['x = ', 'x = f', 'x = fo']);
    expect(await answer('x = ‸')).toMatchObject({ isCached: false, cached: { text: 'foo(a);' }, items: [] });
  });

  it('fits a text to the closing brackets, and suggests no text that is there already', async () => {
    const { answer, texts } = deskOf((prefix) => sure(prefix === 'f(' ? 'a);' : ')'));
    expect((await answer('f(‸)'))!.items).toEqual([{ text: 'a);', replaces: 1, confidence: 0.9 }]);
    expect(await texts('g(b‸)')).toEqual([]);
  });

  it('requests nothing before a word, before code, or in an empty document', async () => {
    const { answer, asked } = deskOf(() => sure('text'));
    for (const marked of ['f(‸word)', 'a ‸ + b', ' ‸\n']) expect(await answer(marked)).toBeUndefined();
    expect(await answer('f(‸word)', explicit)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await answer(' ‸\n', explicit)).toBeDefined();
  });

  it('suggests only texts that begin with the item of the suggest widget', async () => {
    const { texts } = deskOf(() => sure('parse(a)'));
    expect(await texts('JSON.‸', { requiredPrefix: 'parse' })).toEqual(['parse(a)']);
    expect(await texts('JSON.‸', { requiredPrefix: 'stringify' })).toEqual([]);
  });

  it('does not cache an answer that was requested before forget', async () => {
    const desk = deskOf(() => sure('foo.bar'));
    const before = desk.texts('x = ‸');
    while (desk.asked.length === 0) await Promise.resolve();
    desk.suggester.forget();
    expect(await before).toEqual(['foo.bar']);
    expect(await desk.answer('x = ‸')).toMatchObject({ isCached: false });
    expect(desk.asked).toEqual(['x = ', 'x = ']);
  });

  it('requests a completion again after forget', async () => {
    const { suggester, texts, asked } = deskOf(() => sure('foo'));
    await texts('x = ‸');
    suggester.forget();
    await texts('x = ‸');
    expect(asked).toHaveLength(2);
  });
});

describe('Suggester’s debounce', () => {
  it('follows keys and answers, or the request’s delay, and is 0 for explicit requests', async () => {
    const { suggester, texts, waitsMs } = deskOf(() => sure('foo'), 500);
    for (let key = 0; key < 5; key++) {
      suggester.keyAt(200 * key);
      await texts(`${'y'.repeat(key)} = ‸`);
    }
    // Three slow answers are enough to wait for the next key: 1.2 times the 200 ms between them.
    expect(waitsMs).toEqual([0, 0, 0, 240, 240]);
    await texts('a‸', { delayMs: 7 });
    await texts('b‸', explicit);
    expect(waitsMs.slice(5)).toEqual([7]);
  });

  it('ends when the request is cancelled, without asking the model', async () => {
    const cancel = new AbortController();
    const asked: string[] = [];
    const suggester = new Suggester({
      complete: ({ prefix }) => Promise.resolve((asked.push(prefix), completionOf(sure('foo')))),
      pause: () => Promise.resolve(cancel.abort()),
    });
    expect(await suggester.suggest(suggestionRequestAt('x = ‸'), cancel.signal)).toEqual({
      items: [],
      isCached: false,
    });
    expect(asked).toEqual([]);
  });

  it('ignores explicit requests and cancelled answers', async () => {
    const { texts, waitsMs } = deskOf((prefix) => (prefix === 'no' ? undefined : sure('foo')), 500);
    for (let i = 0; i < 5; i++) await texts(`${'y'.repeat(i)} = ‸`, explicit);
    for (let i = 0; i < 5; i++) await texts('no‸');
    expect(waitsMs).toEqual([0, 0, 0, 0, 0]);
  });
});
