import { expect, test } from 'vitest';
import { allParts, Pipeline, type PipelineParts } from '../../../quality/pipeline.js';
import { shipped } from '../../../quality/variants.js';
import { onlyWorkspace, type Completer } from '../../../quality/completers.js';
import type { CompletedToken, Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import { completionOf as scripted } from '../support/scripted.js';

/** An engine's answer with these tokens; the probability of each is the confidence up to there. */
const completionOf = (said: readonly CompletedToken[]): Completion => {
  const tokens = said.map((token) => ({ ...token, confidence: Math.exp(token.logprob) }));
  const text = tokens.map((token) => token.text).join('');
  return { ...scripted([[text, tokens.at(-1)!.confidence]]), tokens };
};

/** Replaces the engine: gives the same answer to each request, and records the requests. */
function fixed(text: string, probability = 0.9): Completer & { requests: CompletionRequest[] } {
  const requests: CompletionRequest[] = [];
  return {
    requests,
    complete: (request) => {
      requests.push(request);
      return Promise.resolve(completionOf([{ text, logprob: Math.log(probability) }]));
    },
  };
}

function at(text: string): { path: string; prefix: string; suffix: string } {
  const [prefix = '', suffix = ''] = text.split('‸');
  return { path: 'a.ts', prefix, suffix };
}

const pipelineOf = (completer: Completer, parts: Partial<PipelineParts> = {}): Pipeline =>
  new Pipeline(completer, shipped.options, { ...allParts, ...parts });

test('provide sends the editor’s request, without closing brackets typed ahead', async () => {
  const engine = fixed('a, b);');
  const { shown } = await pipelineOf(engine).provide(at('f(‸)\nnext'), 0);
  const { options } = shipped;
  const request = { path: 'a.ts', prefix: 'f(', suffix: '\nnext', ...options, mode: 'line', eagerness: 'balanced' };
  expect(engine.requests).toEqual([request]);
  await pipelineOf(engine).provide(at('f() {‸}\nnext'), 0);
  expect(engine.requests[1]).toMatchObject({ prefix: 'f() {', suffix: '\nnext', mode: 'block' });
  expect(shown).toMatchObject({ text: 'a, b);', replaces: 1 });
});

test('provide sends no request before a word, or in an empty file', async () => {
  const engine = fixed('text');
  for (const text of ['f(‸word)', '‸', 'a ‸ + b']) {
    expect(await pipelineOf(engine).provide(at(text), 0)).toEqual({ isCached: false });
  }
  expect(engine.requests).toEqual([]);
});

test('provide uses the cache after typing through, unless reuse is off', async () => {
  for (const [reuse, requests] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const engine = fixed('one');
    const pipeline = pipelineOf(engine, { reuse });
    await pipeline.provide(at('x = ‸\n'), 0);
    const { shown, isCached: isCached } = await pipeline.provide(at('x = o‸\n'), 200);
    expect([isCached, shown!.text]).toEqual(reuse ? [true, 'ne'] : [false, 'one']);
    expect(engine.requests).toHaveLength(requests);
  }
});

test('provide shows no suggestion below the threshold, unless everything is shown', async () => {
  const unsure = fixed('one', 0.2);
  expect((await pipelineOf(unsure).provide(at('x = ‸\n'), 0)).shown).toBeUndefined();
  expect((await pipelineOf(unsure, { eagerness: 'open' }).provide(at('x = ‸\n'), 0)).shown).toMatchObject({
    text: 'one',
  });
  expect(await pipelineOf(unsure).answer(at('x = ‸\n'))).toMatchObject({ fitted: { text: 'one' }, shown: {} });
});

test('answer keeps a repeated line without the rule, and all closing brackets without fitting', async () => {
  const repeating = fixed('const value = 1;');
  const file = at('‸\nconst value = 1;\n');
  expect((await pipelineOf(repeating).answer(file)).fitted).toBeUndefined();
  expect((await pipelineOf(repeating, { without: ['dropFollowingLines'] }).answer(file)).fitted!.text).toBe(
    'const value = 1;',
  );
  expect((await pipelineOf(fixed('a);'), { fit: false }).answer(at('f(‸);\n'))).fitted).toMatchObject({ replaces: 0 });
});

test('onlyWorkspace ends an answer where only the model continues it', async () => {
  const trace = (count: number) => ({ workspace: { weight: 0.99, count, matchTokens: 3 } });
  const tokens: CompletedToken[] = [
    { text: 'first', logprob: 0, ...trace(4) },
    { text: '.second', logprob: 0, ...trace(1) },
    { text: '.third', logprob: 0, ...trace(0) },
    { text: '.fourth', logprob: 0, ...trace(2) },
  ];
  const completer: Completer = { complete: () => Promise.resolve(completionOf(tokens)) };
  const { fitted } = await new Pipeline(onlyWorkspace(completer), shipped.options).answer(at('x = ‸\n'));
  expect(fitted!.text).toBe('first.second');
});
