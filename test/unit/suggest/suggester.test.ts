import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../src/core/suggest/suggester.js';
import { suggestionOf } from '../../../src/core/suggest/suggestion.js';
import type { Wish } from '../../../src/core/suggest/wish.js';
import { completionOf, deskOf, wishAt, type Desk, type Said } from '../support/scripted.js';

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
        // What the rules for texts leave as it is.
        text.filter((any) => suggestionOf(wishAt('x\n‸\ny').place, completionOf(sure(any)), 0)?.text === any),
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

  it('any balanced text is offered on while the editor closes its brackets and they are typed over', async () => {
    const { text: balanced } = fc.letrec<{ text: string; part: string }>((tie) => ({
      text: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', ')),
      part: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b.c', '1 + 2'),
        tie('text').map((text) => `f(${text})`),
        tie('text').map((text) => `[${text}]`),
      ),
    }));
    const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
    await fc.assert(
      fc.asyncProperty(balanced, async (all) => {
        const { texts, asked } = deskOf(() => sure(all));
        let closed = '';
        for (let typed = 0; typed < all.length; typed++) {
          const [before, left] = [all.slice(0, typed), all.slice(typed)];
          // What only repeats the closers that are there is nothing to offer.
          expect(await texts(`x\n${before}‸${closed}\ny`)).toEqual(left === closed ? [] : [left]);
          if (all[typed] === closed[0]) closed = closed.slice(1);
          else closed = (closers[all[typed]!] ?? '') + closed;
        }
        expect(asked).toHaveLength(1);
      }),
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

  it('sees the whole of what was cut, before what is likelier', async () => {
    const cut = { text: 'two', tokens: [{ text: 'two', logprob: 0, confidence: 0.9 }], stop: 'limit' } as const;
    const suggester = new Suggester({
      complete: ({ eagerness }) =>
        Promise.resolve(
          eagerness ? { ...completionOf(sure('two')), ...cut } : completionOf([...sure('one'), ['two(a)', 0.1]]),
        ),
      pause: () => Promise.resolve(),
    });
    const texts = async (wish: Partial<Wish>): Promise<string[]> =>
      (await suggester.suggest(wishAt('x = ‸', wish), new AbortController().signal))!.offers.map(({ text }) => text);
    expect(await texts({})).toEqual(['two']);
    expect(await texts(explicit)).toEqual(['two(a)', 'one']);
  });

  it('sees what is known also where the model has nothing to say', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? unsure('foo') : undefined));
    expect(await texts('x = ‸')).toEqual([]);
    expect(await texts('x = ‸', explicit)).toEqual(['foo']);
  });
});

describe('what is on the screen', () => {
  it('stays when an answer comes that nobody waits for any more', async () => {
    const cancel = new AbortController();
    const { answer, texts, asked } = deskOf((prefix) =>
      prefix === 'x = ' ? sure('foo(a);') : (cancel.abort(), sure('oo(b);')),
    );
    expect(await texts('x = ‸')).toEqual(['foo(a);']);
    // Somebody asks explicitly and types on at once.
    await answer('x = f‸', explicit, cancel.signal);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(asked).toEqual(['x = ', 'x = f']);
  });

  it('stays when others were sought, and one that is typed through stays though others would fit', async () => {
    const others: Said = [
      ['foo(b);', 0.9],
      ['foo(c);', 0.9],
    ];
    const { texts, asked } = deskOf(() => (asked.length === 1 ? sure('foo(a);') : others));
    await texts('x = ‸');
    expect(await texts('x = ‸', explicit)).toEqual(['foo(a);', 'foo(b);', 'foo(c);']);
    expect(await texts('x = foo‸')).toEqual(['(a);']);
    expect(await texts('x = foo(b‸)')).toEqual([');']);
  });

  it('stays though it was not sure, once it was asked for', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? unsure('foo(a);') : unsure('foo(b);')));
    expect(await texts('x = ‸')).toEqual([]);
    expect(await texts('x = ‸', explicit)).toEqual(['foo(a);', 'foo(b);']);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
  });

  it('comes back where something less sure was found on the way', async () => {
    const { texts, asked } = deskOf((prefix) => (prefix === 'x = fo' ? sure('o(a);') : unsure('oo(b);')));
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(await texts('x = f‸')).toEqual([]);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(asked).toEqual(['x = fo', 'x = f']);
  });
});

describe('after a suggestion was accepted', () => {
  /** What is wished for after accepting is begun before. */
  const accept = ({ suggester }: Desk, marked: string): void => suggester.accepted(wishAt(marked));
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('the next one is sought at once, and only once', async () => {
    const desk = deskOf((prefix) => sure(prefix === 'x = ' ? 'foo' : '.bar'));
    await desk.texts('x = ‸');
    accept(desk, 'x = foo‸');
    expect(desk.waitsMs).toEqual([0, 0]);
    await later();
    expect(desk.asked).toEqual(['x = ', 'x = foo']);
    expect(await desk.answer('x = foo‸')).toMatchObject({
      offers: [{ text: '.bar' }],
      isKnown: false,
      asked: { request: { prefix: 'x = foo' } },
    });
    expect(await desk.answer('x = foo‸')).toMatchObject({ offers: [{ text: '.bar' }], isKnown: true });
    expect(desk.asked).toHaveLength(2);
  });

  it('it is handed over also while it is still on its way', async () => {
    const desk = deskOf(() => sure('.bar'));
    accept(desk, 'foo‸');
    expect(await desk.texts('foo‸')).toEqual(['.bar']);
    expect(desk.asked).toEqual(['foo']);
  });

  it('it is known also to who types on before asking', async () => {
    const desk = deskOf(() => sure('.bar'));
    accept(desk, 'foo‸');
    await later();
    expect(await desk.texts('foo.b‸')).toEqual(['ar']);
    expect(desk.asked).toEqual(['foo']);
  });

  it('nothing is sought that is known', async () => {
    const desk = deskOf(() => sure('foo.bar'));
    await desk.texts('x = ‸');
    accept(desk, 'x = foo‸');
    expect(await desk.answer('x = foo‸')).toMatchObject({ offers: [{ text: '.bar' }], isKnown: true });
    expect(desk.asked).toEqual(['x = ']);
  });

  it('who wishes for something else, ends it', async () => {
    const signals: AbortSignal[] = [];
    const suggester = new Suggester({
      complete: async (_, signal) => {
        signals.push(signal);
        await later();
        return signal.aborted ? undefined : completionOf(sure('foo'));
      },
      pause: () => Promise.resolve(),
    });
    const seen = async (marked: string, wish = {}): Promise<(string | boolean)[]> => {
      suggester.accepted(wishAt('x‸'));
      await Promise.resolve();
      const answer = await suggester.suggest(wishAt(marked, wish), new AbortController().signal);
      return [...answer!.offers.map(({ text }) => text), ...signals.splice(0).map(({ aborted }) => aborted)];
    };
    expect(await seen('y‸')).toEqual(['foo', true, false]);
    expect(await seen('x‸', explicit)).toEqual(['foo', true, false]);
  });

  it('who is cancelled, ends it, and the next one asks anew', async () => {
    const cancel = new AbortController();
    const desk = deskOf(() => sure('foo'));
    accept(desk, 'x‸');
    const first = desk.answer('x‸', {}, cancel.signal);
    cancel.abort();
    expect(await first).toEqual({ offers: [], isKnown: false });
    expect(desk.asked).toEqual([]);
    expect(await desk.texts('x‸')).toEqual(['foo']);
  });

  it('before code nothing is sought', () => {
    const desk = deskOf(() => sure('foo'));
    accept(desk, 'x‸ + y');
    expect(desk.waitsMs).toEqual([]);
  });

  describe('at the end of a line', () => {
    /** Says that the line is over, and what the next one is. */
    const withNext = (next: Said | undefined): Desk => deskOf((prefix) => (prefix.endsWith('\n') ? next : sure('')));

    it('the next line is offered, and stays when it is begun', async () => {
      const desk = withNext(sure('  return a;'));
      accept(desk, 'f(a);‸\n}');
      expect(await desk.texts('f(a);‸\n}')).toEqual(['\n  return a;']);
      expect(desk.asked).toEqual(['f(a);', 'f(a);\n']);
      expect(await desk.texts('f(a);\n  ‸\n}')).toEqual(['return a;']);
      expect(desk.asked).toHaveLength(2);
    });

    it('comes with what was asked for it', async () => {
      const desk = withNext(sure('  return a;'));
      accept(desk, 'f(a);‸');
      expect((await desk.answer('f(a);‸'))!.asked).toMatchObject({
        request: { prefix: 'f(a);\n' },
        completion: { text: '  return a;' },
      });
    });

    it('is as sure as both that the line is over and how the next one goes', async () => {
      const desk = withNext([['  return a;', 0.8]]);
      accept(desk, 'f(a);‸');
      expect((await desk.answer('f(a);‸'))!.offers[0]!.confidence).toBeCloseTo(0.9 * 0.8);
    });

    it('is one line, also where blocks are wished for', async () => {
      const desk = withNext(sure('  return a;'));
      const wish = wishAt('f(a);‸');
      const request: Wish['request'] = (place) => ({ ...wish.request(place), mode: 'block' });
      desk.suggester.accepted({ ...wish, request });
      expect((await desk.answer('f(a);‸'))!.asked!.request.mode).toBe('line');
    });

    it.each([
      ['that is not sure', unsure('  return a;'), 'f(a);‸\n}'],
      ['that stands there already', sure('}'), 'f(a);‸\n}'],
      ['that stands there further down', sure('  g();'), 'f(a);‸\n\n  g();\n'],
      ['that says the same again', sure('  f(a);'), '  f(a);‸\n}'],
      ['of which nothing is known', undefined, 'f(a);‸\n}'],
    ])('one %s is not', async (_, next, marked) => {
      const desk = withNext(next);
      accept(desk, marked);
      expect(await desk.texts(marked)).toEqual([]);
      expect(desk.asked).toHaveLength(2);
    });

    it('a closer may stand again', async () => {
      const desk = withNext(sure('}'));
      accept(desk, 'x }\n  }‸');
      expect(await desk.texts('x }\n  }‸')).toEqual(['\n}']);
    });

    it.each([
      ['while closers follow', 'f(a‸)'],
      ['on a blank line', 'f(a);\n  ‸'],
    ])('%s there is none', async (_, marked) => {
      const desk = withNext(sure('b'));
      accept(desk, marked);
      expect(await desk.texts(marked)).toEqual([]);
      expect(desk.asked).toHaveLength(1);
    });

    it('who only types to it is offered nothing', async () => {
      const desk = withNext(sure('  return a;'));
      expect(await desk.texts('f(a);‸\n}')).toEqual([]);
      expect(desk.asked).toEqual(['f(a);']);
    });
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
