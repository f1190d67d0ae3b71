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

describe('after a suggestion was accepted', () => {
  /** What is wished for after accepting is begun before. */
  const accept = ({ suggester }: Desk, marked: string): void => suggester.accepted(suggestionRequestAt(marked));
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('the next one is sought at once, and only once', async () => {
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
    expect(await desk.answer('x = foo‸')).toMatchObject({ items: [{ text: '.bar' }], isCached: true });
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

  it('who is cancelled, ends it, and the next one asks anew', async () => {
    const cancel = new AbortController();
    const desk = deskOf(() => sure('foo'));
    accept(desk, 'x‸');
    const first = desk.answer('x‸', {}, cancel.signal);
    cancel.abort();
    expect(await first).toEqual({ items: [], isCached: false });
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
      expect((await desk.answer('f(a);‸'))!.fresh).toMatchObject({
        request: { prefix: 'f(a);\n' },
        completion: { text: '  return a;' },
      });
    });

    it('is as sure as both that the line is over and how the next one goes', async () => {
      const desk = withNext([['  return a;', 0.8]]);
      accept(desk, 'f(a);‸');
      expect((await desk.answer('f(a);‸'))!.items[0]!.confidence).toBeCloseTo(0.9 * 0.8);
    });

    it('is one line, also where blocks are wished for', async () => {
      const desk = withNext(sure('  return a;'));
      const suggestionRequest = suggestionRequestAt('f(a);‸');
      const request: SuggestionRequest['request'] = (place) => ({ ...suggestionRequest.request(place), mode: 'block' });
      desk.suggester.accepted({ ...suggestionRequest, request });
      expect((await desk.answer('f(a);‸'))!.fresh!.request.mode).toBe('line');
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
