import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/request.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, engineOfTest } from './support/engines.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { longRequest, requestAt, sampled } from './support/requests.js';
import { keyByKey, longDocument, snippets } from './support/snippets.js';
import { type Trace, traceOf } from './support/traces.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

describe('while decoding', () => {
  let long: CompletionRequest;

  beforeAll(async () => {
    long = await longRequest((request) => completeCold(loaded, request));
  });

  const next = requestAt(keyByKey(snippets[1]!)[5]!);

  test.each([1, 2, 10])(
    'ends a decode when it is cancelled after %i texts, and answers the next request afresh',
    async (texts) => {
      loaded.model.truncate(0);
      let heard = 0;
      const onText = (): void => {
        heard++;
      };
      const control = { cancelled: () => heard >= texts, onText };
      expect(await completeInProcess(loaded, long, control)).toBeUndefined();
      // Cancelled while it is handed a text, the loop asks after the next forward: that one's token is the last.
      expect(heard).toBe(texts + 1);
      const after = answerOf(await completeInProcess(loaded, next));
      expect(after).toEqual(answerOf(await completeCold(loaded, next)));
    },
  );

  test('answers undefined when the signal aborts, and the next request as a new engine would', async () => {
    const { engine, states } = engineOfTest();
    const abort = new AbortController();
    let heard = 0;
    const onText = (): void => {
      heard++;
      abort.abort();
    };
    expect(await engine.complete(long, { signal: abort.signal, onText })).toBeUndefined();
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(200);
    expect(states.at(-1)!.kind).toBe('ready');
    expect(answerOf(await engine.complete(next))).toEqual(answerOf(await completeCold(loaded, next)));
  });

  test('does not reach the worker when the signal is already aborted', async () => {
    const { engine, states } = engineOfTest();
    expect(await engine.complete(next, { signal: AbortSignal.abort() })).toBeUndefined();
    expect(states).toEqual([]);
  });
});

describe('while prefilling', () => {
  const request = requestAt(longDocument());

  test('keeps the finished chunks for the next request when a prefill is cancelled', async () => {
    const expected = answerOf(await completeCold(loaded, request));
    const prefillChunk = 32;
    loaded.model.truncate(0);
    const askedTwiceBefore = [false, false, true];
    const control = { cancelled: () => askedTwiceBefore.shift()! };
    expect(await completeInProcess({ ...loaded, prefillChunk }, request, control)).toBeUndefined();
    expect(loaded.model.tokens.length).toBe(2 * prefillChunk);
    const answer = (await completeInProcess(loaded, request))!;
    expect(answer.timings.reusedTokens).toBe(2 * prefillChunk);
    expect(answerOf(answer)).toEqual(expected);
  });

  test('answers undefined when the signal aborts at once, and the next request as a new engine would', async () => {
    const { engine } = engineOfTest();
    await engine.ready();
    for (const waitMs of [0, 5, 15]) {
      const abort = new AbortController();
      const answer = engine.complete({ ...request, mode: 'free', maxTokens: 300 }, { signal: abort.signal });
      setTimeout(() => abort.abort(), waitMs);
      expect(await answer).toBeUndefined();
    }
    expect(answerOf(await engine.complete(request))).toEqual(answerOf(await completeCold(loaded, request)));
  });
});

describe('with several sequences', () => {
  const beams = (width: number): Strategy => ({ kind: 'beam', width, lengthPenalty: 0, earlyStopping: false });
  const samples = (count: number): Strategy => ({ ...sampled(3), samples: count }) as Strategy;

  const typed = keyByKey(snippets[2]!);
  const next = requestAt(typed.at(-2)!);
  let expected: Trace[];

  beforeAll(async () => {
    expected = traceOf(await completeInProcess(loaded, next));
  });

  const ways: readonly (readonly [string, Partial<CompletionRequest>])[] = [
    ['a beam search', { strategy: beams(3) }],
    ['three samples', { strategy: samples(3) }],
    ['speculation', { drafters: ['lookup'] }],
  ];

  test.each(ways)(
    'answers undefined when %s is cancelled early or late, and the next request correctly',
    async (_, way) => {
      const request = requestAt(typed.at(-1)!, way);
      let asked = 0;
      expect(await completeInProcess(loaded, request, { cancelled: () => ++asked < 0 })).toBeDefined();
      const total = asked;
      expect(total).toBeGreaterThan(6);
      for (const from of [2, 3, total >> 1, total - 1, total]) {
        asked = 0;
        expect(await completeInProcess(loaded, request, { cancelled: () => ++asked >= from })).toBeUndefined();
        expect(traceOf(await completeInProcess(loaded, next))).toEqual(expected);
      }
    },
  );

  test.each([
    ['32 beams', beams(32)],
    ['64 samples', samples(64)],
  ])(
    'answers undefined when %s in the worker are aborted or replaced, and the next request correctly',
    async (_, strategy) => {
      const { engine, states } = engineOfTest();
      await engine.ready();
      // Takes many seconds, of which it gets none.
      const request = requestAt(typed.at(-1)!, { mode: 'free', strategy, maxTokens: 400 });
      for (const waitMs of [0, 30]) {
        const abort = new AbortController();
        const answer = engine.complete(request, { signal: abort.signal });
        setTimeout(() => abort.abort(), waitMs);
        expect(await answer).toBeUndefined();
      }
      const overtaken = engine.complete(request);
      const newest = engine.complete(next);
      expect(await overtaken).toBeUndefined();
      expect(traceOf(await newest)).toEqual(expected);
      expect(states.at(-1)!.kind).toBe('ready');
    },
  );
});

describe('replaced requests', () => {
  test('answers only the last when three requests come at once', async () => {
    const { engine, states } = engineOfTest();
    const requests = keyByKey(snippets[0]!)
      .slice(0, 3)
      .map((text) => requestAt(text));
    const alone = answerOf(await engine.complete(requests[2]!));
    const answers = await Promise.all(requests.map((request) => engine.complete(request)));
    expect(answers.map(answerOf)).toEqual([undefined, undefined, alone]);
    expect(states.at(-1)!.kind).toBe('ready');
  });

  test('answers the last request and drops earlier ones when they come while the model loads', async () => {
    const { engine, states } = engineOfTest();
    const requests = keyByKey(snippets[2]!)
      .slice(0, 4)
      .map((text) => requestAt(text));
    const answers = await Promise.all(requests.map((request) => engine.complete(request)));
    const alone = answerOf(await engine.complete(requests[3]!));
    expect(alone!.text.length).toBeGreaterThan(0);
    expect(answers.map(answerOf)).toEqual([undefined, undefined, undefined, alone]);
    expect([...new Set(states.map(({ kind }) => kind))]).toEqual(['loading', 'ready', 'working']);
  });

  test('answers the last request when an editor has aborted all earlier ones while the model loads', async () => {
    const { engine } = engineOfTest();
    const [first, second] = [requestAt('const a = ‸\n'), requestAt('export function add(a: number) {\n  ‸\n}\n')];
    const abort = new AbortController();
    const answers = [engine.complete(first, { signal: abort.signal })];
    abort.abort();
    answers.push(engine.complete(second));
    expect((await Promise.all(answers)).map((answer) => answer?.text.length ?? 0)).toEqual([0, expect.any(Number)]);
    expect(answerOf(await answers[1])).toBeDefined();
  });

  test('answers undefined when a waiting request is aborted while the model loads', async () => {
    const { engine, states } = engineOfTest();
    const abort = new AbortController();
    const answer = engine.complete(requestAt('const a = ‸\n'), { signal: abort.signal });
    abort.abort();
    expect(await answer).toBeUndefined();
    expect(states.map(({ kind }) => kind)).not.toContain('working');
    expect(states.at(-1)!.kind).toBe('ready');
  });
});
