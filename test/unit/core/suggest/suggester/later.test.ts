import { describe, expect, it } from 'vitest';
import type { CompleteOptions } from '../../../../../src/core/completionEngine.js';
import type { Completion } from '../../../../../src/core/result.js';
import { Suggester } from '../../../../../src/core/suggest/suggester.js';
import type { SuggestionRequest } from '../../../../../src/core/suggest/suggestionRequest.js';
import { completionOf, suggestionRequestAt, sure, unsure, type Said } from '../../../support/scripted.js';

/** A completion that was cut off, so that more would follow. */
const cut = (text: string): Completion => ({ ...completionOf(sure(text)), stop: 'limit' });

/** A request to the slow engine, which the test answers. */
interface Asked extends CompleteOptions {
  readonly prefix: string;
  readonly answer: (completion: Completion | undefined) => Promise<void>;
}

const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A suggester whose fast engine answers at once by a table, and whose slow engine answers when the test says so. */
class TwoEngines {
  readonly asked: Asked[] = [];
  /** The waits before requests to the slow engine. */
  readonly waitsMs: number[] = [];
  /** The prefixes at which an answer can be shown. */
  readonly shownLater: string[] = [];
  isUsed = true;
  /** Ends the wait of an explicit request. */
  giveUp: () => void = () => undefined;
  readonly suggester: Suggester;

  constructor(fast: (prefix: string) => Said | Completion) {
    this.suggester = new Suggester({
      complete: ({ prefix }) => {
        const said = fast(prefix);
        return Promise.resolve('text' in said ? said : completionOf(said));
      },
      pause: (ms) => {
        this.waitsMs.push(ms);
        return ms === 1000 ? new Promise((resolve) => (this.giveUp = resolve)) : Promise.resolve();
      },
      later: {
        isUsed: () => this.isUsed,
        complete: ({ prefix }, options) =>
          new Promise((resolve) => {
            options.signal?.addEventListener('abort', () => resolve(undefined));
            const answer = (completion: Completion | undefined): Promise<void> => (resolve(completion), turns());
            this.asked.push({ ...options, prefix, answer });
          }),
        onAnswer: ({ now }) => void this.shownLater.push(now.prefix),
      },
    });
  }

  /** The texts at a cursor, once the slow engine was asked where it is. */
  async texts(marked: string, request: Partial<SuggestionRequest> = {}): Promise<string[]> {
    const result = await this.suggester.suggest(suggestionRequestAt(marked, request), new AbortController().signal);
    await turns();
    return result?.items.map(({ text }) => text) ?? [];
  }
}

const nothing = (): Said => unsure('no');

describe('Suggester with a slower engine', () => {
  it('asks it after a debounce where nothing is displayed, and shows its answer', async () => {
    const both = new TwoEngines(nothing);
    expect(await both.texts('x = ‸')).toEqual([]);
    expect(both.waitsMs).toEqual([0, 100]);
    await both.asked[0]!.answer(completionOf(sure('foo(a);')));
    expect(both.shownLater).toEqual(['x = ']);
    expect(await both.texts('x = ‸')).toEqual(['foo(a);']);
    expect(await both.texts('x = f‸')).toEqual(['oo(a);']);
    expect(both.asked).toHaveLength(1);
  });

  it('extends a displayed text that is cut', async () => {
    const both = new TwoEngines(() => cut('foo'));
    expect(await both.texts('x = ‸')).toEqual(['foo']);
    await both.asked[0]!.answer(completionOf(sure('foo(a);')));
    expect(both.shownLater).toEqual(['x = ']);
    expect(await both.texts('x = ‸')).toEqual(['foo(a);']);
  });

  it('does not ask it where a whole text is displayed', async () => {
    const both = new TwoEngines(() => sure('foo(a);'));
    await both.texts('x = ‸');
    expect(both.asked).toEqual([]);
  });

  it('does not ask it again where its own text is displayed', async () => {
    const both = new TwoEngines(nothing);
    await both.texts('x = ‸');
    await both.asked[0]!.answer(cut('foo(a)'));
    expect(await both.texts('x = ‸')).toEqual(['foo(a)']);
    expect(await both.texts('x = fo‸')).toEqual(['o(a)']);
    expect(both.asked).toHaveLength(1);
  });

  it.each(['bar(b);', 'fo', 'foo'])('does not replace a displayed text by %s', async (other) => {
    const both = new TwoEngines(() => cut('foo'));
    await both.texts('x = ‸');
    await both.asked[0]!.answer(completionOf(sure(other)));
    expect(both.shownLater).toEqual([]);
    expect(await both.texts('x = ‸')).toEqual(['foo']);
    expect(await both.texts('x = f‸')).toEqual(['oo']);
  });

  it('shows a text that did not fit the displayed one when the user types it', async () => {
    const both = new TwoEngines(() => cut('foo'));
    await both.texts('x = ‸');
    await both.asked[0]!.answer(completionOf(sure('bar(b);')));
    expect(await both.texts('x = b‸')).toEqual(['ar(b);']);
  });

  it('waits for the answer while the user types what it may begin with', async () => {
    const both = new TwoEngines(nothing);
    for (const marked of ['x = ‸', 'x = f‸', 'x = fo‸']) await both.texts(marked);
    expect(both.asked.map(({ prefix }) => prefix)).toEqual(['x = ']);
    await both.asked[0]!.answer(completionOf(sure('foo(a);')));
    expect(both.shownLater).toEqual(['x = fo']);
    expect(await both.texts('x = fo‸')).toEqual(['o(a);']);
  });

  it('asks again at the cursor when the answer does not fit what was typed meanwhile', async () => {
    const both = new TwoEngines(nothing);
    for (const marked of ['x = ‸', 'x = f‸']) await both.texts(marked);
    await both.asked[0]!.answer(completionOf(sure('bar')));
    expect(both.asked.map(({ prefix }) => prefix)).toEqual(['x = ', 'x = f']);
    expect(both.shownLater).toEqual([]);
  });

  it('ends a request when its text so far is not what the user types', async () => {
    const both = new TwoEngines(nothing);
    await both.texts('x = ‸');
    both.asked[0]!.onText!('fo');
    both.asked[0]!.onText!('o');
    await both.texts('x = fo‸');
    expect(both.asked).toHaveLength(1);
    await both.texts('x = foa‸');
    expect(both.asked.map(({ prefix, signal }) => [prefix, signal!.aborted])).toEqual([
      ['x = ', true],
      ['x = foa', false],
    ]);
  });

  it.each(['y = ‸', 'x =‸', 'x = a‸ + b', 'x = a‸\nb'])('ends a request when the cursor is at %s', async (marked) => {
    const both = new TwoEngines(nothing);
    await both.texts('x = ‸');
    await both.texts(marked);
    expect(both.asked[0]!.signal!.aborted).toBe(true);
  });

  it('shows nothing more after the displayed text was dismissed, until a key', async () => {
    const both = new TwoEngines(() => cut('foo'));
    await both.texts('x = ‸');
    both.suggester.dismissed();
    await both.asked[0]!.answer(completionOf(sure('foo(a);')));
    expect(both.shownLater).toEqual([]);
    expect(await both.texts('x = f‸')).toEqual(['oo(a);']);
  });

  it('continues an accepted text with the rest of an answer that extends it', async () => {
    const both = new TwoEngines((prefix) => (prefix === 'x = ' ? cut('foo') : nothing()));
    await both.texts('x = ‸');
    both.suggester.accepted(suggestionRequestAt('x = foo‸'));
    await both.texts('x = foo‸');
    await both.asked[0]!.answer(completionOf(sure('foo(a);')));
    expect(await both.texts('x = foo‸')).toEqual(['(a);']);
  });

  it('lists the texts of both on explicit request, the better engine’s first', async () => {
    const both = new TwoEngines(() => [...sure('one'), ...unsure('two')]);
    const texts = both.texts('x = ‸', { isExplicit: true });
    await turns();
    await both.asked[0]!.answer(completionOf([...unsure('three'), ...sure('one')]));
    expect(await texts).toEqual(['three', 'one', 'two']);
    expect(both.shownLater).toEqual([]);
  });

  it('lists the displayed text first on explicit request', async () => {
    const both = new TwoEngines(() => sure('one'));
    await both.texts('x = ‸');
    const texts = both.texts('x = ‸', { isExplicit: true });
    await turns();
    await both.asked[0]!.answer(completionOf(sure('three')));
    expect(await texts).toEqual(['one', 'three']);
  });

  it('does not wait for long on explicit request, and keeps the answer', async () => {
    const both = new TwoEngines(() => sure('one'));
    const texts = both.texts('x = ‸', { isExplicit: true });
    await turns();
    both.giveUp();
    expect(await texts).toEqual(['one']);
    await both.asked[0]!.answer(completionOf(sure('two')));
    expect(both.shownLater).toEqual([]);
    expect(await both.texts('x = t‸')).toEqual(['wo']);
  });

  it('never asks while it is not used', async () => {
    const both = new TwoEngines(nothing);
    both.isUsed = false;
    await both.texts('x = ‸');
    await both.texts('x = ‸', { isExplicit: true });
    expect([both.asked, both.waitsMs]).toEqual([[], [0]]);
  });

  it('forgets requests and answers with the cache', async () => {
    const both = new TwoEngines(nothing);
    await both.texts('x = ‸');
    both.suggester.forget();
    expect(both.asked[0]!.signal!.aborted).toBe(true);
    await turns();
    expect(await both.texts('x = ‸')).toEqual([]);
  });
});
