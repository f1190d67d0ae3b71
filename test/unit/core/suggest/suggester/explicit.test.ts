import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../../../src/core/suggest/suggester.js';
import { SuggestionCache } from '../../../../../src/core/suggest/suggestionCache.js';
import type { SuggestionRequest } from '../../../../../src/core/suggest/suggestionRequest.js';
import { completionOf, deskOf, suggestionRequestAt, sure, unsure, type Said } from '../../../support/scripted.js';

const explicit = { isExplicit: true };

describe('Suggester, on explicit request,', () => {
  const several: Said = [
    ['one', 0.2],
    ['two', 0.1],
    ['three', 0.1],
    ['four', 0.1],
  ];

  it('returns several texts of any confidence, up to maxItems', async () => {
    const { texts } = deskOf(() => several);
    expect(await texts('x = ‸', explicit)).toEqual(['one', 'two', 'three']);
    expect(await texts('x = ‸', { ...explicit, maxItems: 1 })).toEqual(['one']);
  });

  it('returns the cached text first, and each text once', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? sure('two') : several));
    expect(await texts('x = ‸')).toEqual(['two']);
    expect(await texts('x = ‸', explicit)).toEqual(['two', 'one', 'three']);
    expect(asked).toHaveLength(2);
  });

  it('keeps showing the one that is typed through, below the threshold', async () => {
    const { texts, asked } = deskOf(() => several);
    await texts('x = ‸', explicit);
    expect(await texts('x = th‸')).toEqual(['ree']);
    expect(asked).toHaveLength(1);
  });

  it('returns the whole of a cut text, before a likelier one', async () => {
    const cut = { text: 'two', tokens: [{ text: 'two', logprob: 0, confidence: 0.9 }], stop: 'limit' } as const;
    const suggester = new Suggester({
      complete: ({ eagerness }) =>
        Promise.resolve(
          eagerness ? { ...completionOf(sure('two')), ...cut } : completionOf([...sure('one'), ['two(a)', 0.1]]),
        ),
      pause: () => Promise.resolve(),
    });
    const texts = async (suggestionRequest: Partial<SuggestionRequest>): Promise<string[]> =>
      (await suggester.suggest(
        suggestionRequestAt('x = ‸', suggestionRequest),
        new AbortController().signal,
      ))!.items.map(({ text }) => text);
    expect(await texts({})).toEqual(['two']);
    expect(await texts(explicit)).toEqual(['two(a)', 'one']);
  });

  it('returns texts that differ only in closing brackets after the cursor once', async () => {
    const { texts } = deskOf(() => [
      ['a)', 0.5],
      ['a', 0.4],
      ['a);', 0.3],
    ]);
    expect(await texts('f(‸)', explicit)).toEqual(['a', 'a);']);
  });

  it('returns the cached text when the model gives none', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? unsure('foo') : undefined));
    expect(await texts('x = ‸')).toEqual([]);
    expect(await texts('x = ‸', explicit)).toEqual(['foo']);
  });
});

describe('Suggester', () => {
  it('returns the request with the answer', async () => {
    const { answer } = deskOf(() => sure('a);'));
    const { fresh } = (await answer('f(‸)\nnext'))!;
    expect(fresh).toMatchObject({ request: { prefix: 'f(', suffix: '\nnext' }, completion: { text: 'a);' } });
  });

  it('caches an answer whose request was cancelled', async () => {
    const cancel = new AbortController();
    const { answer, texts, asked } = deskOf(() => (cancel.abort(), sure('foo')));
    await answer('x = ‸', {}, cancel.signal);
    expect(await texts('x = f‸')).toEqual(['oo']);
    expect(asked).toHaveLength(1);
  });
});

describe('Suggester keeps the suggestion on the screen', () => {
  it('when an answer to a cancelled request arrives', async () => {
    const cancel = new AbortController();
    const { answer, texts, asked } = deskOf((prefix) =>
      prefix === 'x = ' ? sure('foo(a);') : (cancel.abort(), sure('oo(b);')),
    );
    expect(await texts('x = ‸')).toEqual(['foo(a);']);
    // The user requests suggestions explicitly and continues typing at once.
    await answer('x = f‸', explicit, cancel.signal);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(asked).toEqual(['x = ', 'x = f']);
  });

  it('when others are requested, and when one is typed through though others would fit', async () => {
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

  it('when it was requested explicitly, below the threshold', async () => {
    const { texts, asked } = deskOf(() => (asked.length === 1 ? unsure('foo(a);') : unsure('foo(b);')));
    expect(await texts('x = ‸')).toEqual([]);
    expect(await texts('x = ‸', explicit)).toEqual(['foo(a);', 'foo(b);']);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
  });

  it('when the user has moved to another one, and the first one begins alike', async () => {
    const others: Said = [
      [' i++)', 0.5],
      [' ++i)', 0.4],
    ];
    const { suggester, texts, asked } = deskOf(() => others);
    expect(await texts('for (;;‸)', explicit)).toEqual([' i++', ' ++i']);
    suggester.displayed(' ++i');
    expect(await texts('for (;; ‸)')).toEqual(['++i']);
    expect(await texts('for (;;‸)')).toEqual([' ++i']);
    suggester.displayed(' i++');
    expect(await texts('for (;; ‸)')).toEqual(['i++']);
    expect(asked).toHaveLength(1);
  });

  it('when a less probable one was found in between', async () => {
    const { texts, asked } = deskOf((prefix) => (prefix === 'x = fo' ? sure('o(a);') : unsure('oo(b);')));
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(await texts('x = f‸')).toEqual([]);
    expect(await texts('x = fo‸')).toEqual(['o(a);']);
    expect(asked).toEqual(['x = fo', 'x = f']);
  });

  it.each([
    ['fits nowhere before the closing bracket', 'x = [1‸]', ' });', ' + a', 'x = [1 ‸]', '+ a'],
    ['only repeats the text that is there', 'x = [f(1‸)]', ')]', ')].length', 'x = [f(1)‸]', '].length'],
  ])('while it is typed, when a likelier text with the same start %s', async (_, at, likelier, text, now, left) => {
    const { texts, asked } = deskOf(() => [...sure(likelier), ...unsure(text)]);
    expect(await texts(at, explicit)).toEqual([text]);
    expect(await texts(now)).toEqual([left]);
    expect(asked).toHaveLength(1);
  });

  it('when an older suggestion continues and the latest one ends at the closing bracket', async () => {
    const cache = new SuggestionCache();
    const { context } = suggestionRequestAt('x = ‸');
    for (const text of ['f([a + b]);', 'f([a });']) cache.add(context, { text, confidence: 1 });
    const suggester = new Suggester(
      { complete: () => Promise.resolve(undefined), pause: () => Promise.resolve() },
      cache,
    );
    const answer = await suggester.suggest(suggestionRequestAt('x = f([a‸])'), new AbortController().signal);
    expect(answer?.items).toMatchObject([{ text: ' + b]);', replaces: 2 }]);
  });
});
