import { expect, test } from 'vitest';
import { allParts, Pipeline, type PipelineParts } from '../../../quality/pipeline.js';
import { shipped } from '../../../quality/variants.js';
import { onlyWorkspace, type Completer } from '../../../quality/workspaceAlone.js';
import type { CompletedToken, Completion, CompletionRequest } from '../../../src/core/completion.js';
import { completionOf as scripted } from '../support/scripted.js';

/** What an engine answers with these tokens, each probability the confidence up to there. */
const completionOf = (said: readonly CompletedToken[]): Completion => {
  const tokens = said.map((token) => ({ ...token, confidence: Math.exp(token.logprob) }));
  const text = tokens.map((token) => token.text).join('');
  return { ...scripted([[text, tokens.at(-1)!.confidence]]), tokens };
};

/** Stands in for the engine: always the same answer, and what it was asked. */
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

test('what is asked is what the editor asks: closers typed ahead are not the model’s business', async () => {
  const engine = fixed('a, b);');
  const { shown } = await pipelineOf(engine).provide(at('f(‸)\nnext'), 0);
  const { options } = shipped;
  const asked = { path: 'a.ts', prefix: 'f(', suffix: '\nnext', ...options, mode: 'line', eagerness: 'balanced' };
  expect(engine.requests).toEqual([asked]);
  await pipelineOf(engine).provide(at('f() {‸}\nnext'), 0);
  expect(engine.requests[1]).toMatchObject({ prefix: 'f() {', suffix: '\nnext', mode: 'block' });
  expect(shown).toMatchObject({ text: 'a, b);', replaces: 1 });
});

test('before a word, or in an empty file, nobody is asked', async () => {
  const engine = fixed('text');
  for (const text of ['f(‸word)', '‸', 'a ‸ + b']) {
    expect(await pipelineOf(engine).provide(at(text), 0)).toEqual({ isKnown: false });
  }
  expect(engine.requests).toEqual([]);
});

test('what is typed through is known, unless reuse is off', async () => {
  for (const [reuse, asked] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const engine = fixed('one');
    const pipeline = pipelineOf(engine, { reuse });
    await pipeline.provide(at('x = ‸\n'), 0);
    const { shown, isKnown } = await pipeline.provide(at('x = o‸\n'), 200);
    expect([isKnown, shown!.text]).toEqual(reuse ? [true, 'ne'] : [false, 'one']);
    expect(engine.requests).toHaveLength(asked);
  }
});

test('what is not sure is not shown, unless the gate is off', async () => {
  const unsure = fixed('one', 0.2);
  expect((await pipelineOf(unsure).provide(at('x = ‸\n'), 0)).shown).toBeUndefined();
  expect((await pipelineOf(unsure, { gate: 'open' }).provide(at('x = ‸\n'), 0)).shown).toMatchObject({ text: 'one' });
  expect(await pipelineOf(unsure).answer(at('x = ‸\n'))).toMatchObject({ fitted: { text: 'one' }, shown: {} });
});

test('without the rules a repeated line stays, without the fitting all closers do', async () => {
  const repeating = fixed('const value = 1;');
  const place = at('‸\nconst value = 1;\n');
  expect((await pipelineOf(repeating).answer(place)).fitted).toBeUndefined();
  expect((await pipelineOf(repeating, { without: ['dropFollowingLines'] }).answer(place)).fitted!.text).toBe(
    'const value = 1;',
  );
  expect((await pipelineOf(fixed('a);'), { fit: false }).answer(at('f(‸);\n'))).fitted).toMatchObject({ replaces: 0 });
});

test('the workspace alone ends where only the model goes on', async () => {
  const trace = (count: number) => ({ workspace: { share: 0.99, count, matchTokens: 3 } });
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
