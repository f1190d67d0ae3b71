import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../src/core/suggest/suggester.js';
import { completionOf, deskOf, wishAt, type Said } from '../support/scripted.js';

const sure = (text: string): Said => [[text, 0.9]];
const unsure = (text: string): Said => [[text, 0.2]];
const explicit = { isExplicit: true };

describe('while typing', () => {
  it('what is typed through, or deleted back to, is offered again, and nobody is asked', async () => {
    const { texts, answer, asked } = deskOf(() => sure('foo(a);'));
    const seen = [];
    for (const marked of ['x = ‸', 'x = f‸', 'x = foo(‸)', 'x = foo(a)‸', 'x = fo‸', 'x = ‸']) {
      seen.push(await texts(marked));
    }
    expect(seen).toEqual([['foo(a);'], ['oo(a);'], ['a);'], [';'], ['o(a);'], ['foo(a);']]);
    expect(asked).toEqual(['x = ']);
    expect(await answer('x = f‸')).toMatchObject({ isKnown: true, known: { text: 'oo(a);' } });
  });

  it('any text that is typed through is offered to its last character', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', ' ', '=', '(', ')', '"'), minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        text.filter((any) => any.trim() !== '' && any === any.trimEnd()),
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

  it('another key asks anew', async () => {
    const { texts, asked } = deskOf((prefix) => sure(prefix === 'x = ' ? 'foo' : 'ar'));
    expect([await texts('x = ‸'), await texts('x = b‸')]).toEqual([['foo'], ['ar']]);
    expect(asked).toEqual(['x = ', 'x = b']);
  });

  it('what is not sure is kept to itself, and the model is asked again until it is', async () => {
    const { texts, answer, asked } = deskOf((prefix) => (prefix === 'x = fo' ? sure('o(b);') : unsure('foo(a);')));
    expect([await texts('x = ‸'), await texts('x = f‸'), await texts('x = fo‸')]).toEqual([[], [], ['o(b);']]);
    expect(asked).toEqual(['x = ', 'x = f', 'x = fo']);
    expect(await answer('x = ‸')).toMatchObject({ isKnown: false, known: { text: 'foo(a);' }, offers: [] });
  });

  it('a text is fitted to the closers, and nothing is offered that stands there already', async () => {
    const { answer, texts } = deskOf((prefix) => sure(prefix === 'f(' ? 'a);' : ')'));
    expect((await answer('f(‸)'))!.offers).toEqual([{ text: 'a);', replaces: 1, confidence: 0.9 }]);
    expect(await texts('g(b‸)')).toEqual([]);
  });

  it('nobody is asked before a word, before code, or in a blank document', async () => {
    const { answer, asked } = deskOf(() => sure('text'));
    for (const marked of ['f(‸word)', 'a ‸ + b', ' ‸\n']) expect(await answer(marked)).toBeUndefined();
    expect(await answer('f(‸word)', explicit)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await answer(' ‸\n', explicit)).toBeDefined();
  });

  it('only what begins with the item of the suggest widget is offered', async () => {
    const { texts } = deskOf(() => sure('parse(a)'));
    expect(await texts('JSON.‸', { begin: 'parse' })).toEqual(['parse(a)']);
    expect(await texts('JSON.‸', { begin: 'stringify' })).toEqual([]);
  });

  it('what is forgotten is asked for again', async () => {
    const { suggester, texts, asked } = deskOf(() => sure('foo'));
    await texts('x = ‸');
    suggester.forget();
    await texts('x = ‸');
    expect(asked).toHaveLength(2);
  });
});

describe('who asks', () => {
  const several: Said = [
    ['one', 0.2],
    ['two', 0.1],
    ['three', 0.1],
    ['four', 0.1],
  ];

  it('gets several, however sure, and no more than wished for', async () => {
    const { texts } = deskOf(() => several);
    expect(await texts('x = ‸', explicit)).toEqual(['one', 'two', 'three']);
    expect(await texts('x = ‸', { ...explicit, most: 1 })).toEqual(['one']);
  });

  it('sees first what is known, each text once', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? sure('two') : several));
    expect(await texts('x = ‸')).toEqual(['two']);
    expect(await texts('x = ‸', explicit)).toEqual(['two', 'one', 'three']);
    expect(asked).toHaveLength(2);
  });

  it('goes on seeing the one that is typed through, though it is not sure', async () => {
    const { texts, asked } = deskOf(() => several);
    await texts('x = ‸', explicit);
    expect(await texts('x = th‸')).toEqual(['ree']);
    expect(asked).toHaveLength(1);
  });

  it('sees what is known also where the model has nothing to say', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? unsure('foo') : undefined));
    expect(await texts('x = ‸')).toEqual([]);
    expect(await texts('x = ‸', explicit)).toEqual(['foo']);
  });
});

describe('the wait before asking', () => {
  it('follows keys and answers, or is what the wish says; who asks waits for nothing', async () => {
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

  it('is over for who is cancelled, and nobody is asked', async () => {
    const cancel = new AbortController();
    const asked: string[] = [];
    const suggester = new Suggester({
      complete: ({ prefix }) => Promise.resolve((asked.push(prefix), completionOf(sure('foo')))),
      pause: () => Promise.resolve(cancel.abort()),
    });
    expect(await suggester.suggest(wishAt('x = ‸'), cancel.signal)).toEqual({ offers: [], isKnown: false });
    expect(asked).toEqual([]);
  });

  it('is not told of a search for several, nor of an answer that did not come', async () => {
    const { texts, waitsMs } = deskOf((prefix) => (prefix === 'no' ? undefined : sure('foo')), 500);
    for (let i = 0; i < 5; i++) await texts(`${'y'.repeat(i)} = ‸`, explicit);
    for (let i = 0; i < 5; i++) await texts('no‸');
    expect(waitsMs).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('an answer', () => {
  it('comes with what was asked', async () => {
    const { answer } = deskOf(() => sure('a);'));
    const { asked } = (await answer('f(‸)\nnext'))!;
    expect(asked).toMatchObject({ request: { prefix: 'f(', suffix: '\nnext' }, completion: { text: 'a);' } });
  });

  it('is remembered also where nobody waits for it any more', async () => {
    const cancel = new AbortController();
    const { answer, texts, asked } = deskOf(() => (cancel.abort(), sure('foo')));
    await answer('x = ‸', {}, cancel.signal);
    expect(await texts('x = f‸')).toEqual(['oo']);
    expect(asked).toHaveLength(1);
  });
});
