import { describe, expect, it } from 'vitest';
import { Suggester } from '../../../../../src/core/suggest/suggester.js';
import type { SuggestionRequest } from '../../../../../src/core/suggest/suggestionRequest.js';
import {
  completionOf,
  deskOf,
  suggestionRequestAt,
  sure,
  unsure,
  type Desk,
  type Said,
} from '../../../support/scripted.js';

const explicit = { isExplicit: true };

describe('Suggester, after a suggestion was accepted,', () => {
  /** Tells the suggester of an accepted suggestion, so that it prefetches the next one. */
  const accept = ({ suggester }: Desk, marked: string): void => suggester.accepted(suggestionRequestAt(marked));
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('prefetches the next one at once, and only once', async () => {
    const desk = deskOf((prefix) => sure(prefix === 'x = ' ? 'foo' : '.bar'));
    await desk.texts('x = ‸');
    accept(desk, 'x = foo‸');
    expect(desk.waitsMs).toEqual([0, 0]);
    await later();
    expect(desk.asked).toEqual(['x = ', 'x = foo']);
    expect(await desk.answer('x = foo‸')).toMatchObject({
      items: [{ text: '.bar' }],
      isCached: false,
      fresh: { request: { prefix: 'x = foo' } },
    });
    expect(await desk.answer('x = foo‸')).toMatchObject({ items: [{ text: '.bar' }], isCached: true });
    expect(desk.asked).toHaveLength(2);
  });

  it('hands over a prefetch that is still running', async () => {
    const desk = deskOf(() => sure('.bar'));
    accept(desk, 'foo‸');
    expect(await desk.texts('foo‸')).toEqual(['.bar']);
    expect(desk.asked).toEqual(['foo']);
  });

  it('caches a prefetched suggestion that is typed through before the next request', async () => {
    const desk = deskOf(() => sure('.bar'));
    accept(desk, 'foo‸');
    await later();
    expect(await desk.texts('foo.b‸')).toEqual(['ar']);
    expect(desk.asked).toEqual(['foo']);
  });

  it('does not prefetch when the cache has a suggestion', async () => {
    const desk = deskOf(() => sure('foo.bar'));
    await desk.texts('x = ‸');
    accept(desk, 'x = foo‸');
    expect(await desk.answer('x = foo‸')).toMatchObject({ items: [{ text: '.bar' }], isCached: true });
    expect(desk.asked).toEqual(['x = ']);
  });

  it('cancels the prefetch when another suggestion is requested', async () => {
    const signals: AbortSignal[] = [];
    const suggester = new Suggester({
      complete: async (_, signal) => {
        signals.push(signal);
        await later();
        return signal.aborted ? undefined : completionOf(sure('foo'));
      },
      pause: () => Promise.resolve(),
    });
    const seen = async (marked: string, suggestionRequest = {}): Promise<(string | boolean)[]> => {
      suggester.accepted(suggestionRequestAt('x‸'));
      await Promise.resolve();
      const answer = await suggester.suggest(
        suggestionRequestAt(marked, suggestionRequest),
        new AbortController().signal,
      );
      return [...answer!.items.map(({ text }) => text), ...signals.splice(0).map(({ aborted }) => aborted)];
    };
    expect(await seen('y‸')).toEqual(['foo', true, false]);
    expect(await seen('x‸', explicit)).toEqual(['foo', true, false]);
  });

  it('cancels the prefetch with its request, and requests it again for the next one', async () => {
    const cancel = new AbortController();
    const desk = deskOf(() => sure('foo'));
    accept(desk, 'x‸');
    const first = desk.answer('x‸', {}, cancel.signal);
    cancel.abort();
    expect(await first).toEqual({ items: [], isCached: false });
    expect(desk.asked).toEqual([]);
    expect(await desk.texts('x‸')).toEqual(['foo']);
  });

  it('does not prefetch before code', () => {
    const desk = deskOf(() => sure('foo'));
    accept(desk, 'x‸ + y');
    expect(desk.waitsMs).toEqual([]);
  });

  describe('at the end of a line', () => {
    /** Answers that the line is over, and with the next one. */
    const withNext = (next: Said | undefined): Desk => deskOf((prefix) => (prefix.endsWith('\n') ? next : sure('')));

    it('suggests the next line, and keeps it when its start is typed', async () => {
      const desk = withNext(sure('  return a;'));
      accept(desk, 'f(a);‸\n}');
      expect(await desk.texts('f(a);‸\n}')).toEqual(['\n  return a;']);
      expect(desk.asked).toEqual(['f(a);', 'f(a);\n']);
      expect(await desk.texts('f(a);\n  ‸\n}')).toEqual(['return a;']);
      expect(desk.asked).toHaveLength(2);
    });

    it('returns the request for the next line', async () => {
      const desk = withNext(sure('  return a;'));
      accept(desk, 'f(a);‸');
      expect((await desk.answer('f(a);‸'))!.fresh).toMatchObject({
        request: { prefix: 'f(a);\n' },
        completion: { text: '  return a;' },
      });
    });

    it('multiplies the probabilities that the line is over and that the next one is right', async () => {
      const desk = withNext([['  return a;', 0.8]]);
      accept(desk, 'f(a);‸');
      expect((await desk.answer('f(a);‸'))!.items[0]!.confidence).toBeCloseTo(0.9 * 0.8);
    });

    it('suggests a single line, even if the request is for a block', async () => {
      const desk = withNext(sure('  return a;'));
      const suggestionRequest = suggestionRequestAt('f(a);‸');
      const request: SuggestionRequest['request'] = (place) => ({ ...suggestionRequest.request(place), mode: 'block' });
      desk.suggester.accepted({ ...suggestionRequest, request });
      expect((await desk.answer('f(a);‸'))!.fresh!.request.mode).toBe('line');
    });

    it.each([
      ['below the threshold', unsure('  return a;'), 'f(a);‸\n}'],
      ['that is there already', sure('}'), 'f(a);‸\n}'],
      ['that is further down already', sure('  g();'), 'f(a);‸\n\n  g();\n'],
      ['that repeats the current one', sure('  f(a);'), '  f(a);‸\n}'],
      ['without an answer', undefined, 'f(a);‸\n}'],
    ])('does not suggest a next line %s', async (_, next, marked) => {
      const desk = withNext(next);
      accept(desk, marked);
      expect(await desk.texts(marked)).toEqual([]);
      expect(desk.asked).toHaveLength(2);
    });

    it('suggests a repeated closing bracket', async () => {
      const desk = withNext(sure('}'));
      accept(desk, 'x }\n  }‸');
      expect(await desk.texts('x }\n  }‸')).toEqual(['\n}']);
    });

    it.each([
      ['before closing brackets', 'f(a‸)'],
      ['on an empty line', 'f(a);\n  ‸'],
    ])('suggests no next line %s', async (_, marked) => {
      const desk = withNext(sure('b'));
      accept(desk, marked);
      expect(await desk.texts(marked)).toEqual([]);
      expect(desk.asked).toHaveLength(1);
    });

    it('suggests no next line after typing', async () => {
      const desk = withNext(sure('  return a;'));
      expect(await desk.texts('f(a);‸\n}')).toEqual([]);
      expect(desk.asked).toEqual(['f(a);']);
    });
  });
});
