import { relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletedToken } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { byProbability, logprobOf } from '../../src/core/lens/chain.js';
import { givenUp } from '../../src/core/lens/beamTree.js';
import { comparing, explaining, continuingFrom, stepAfter } from '../../src/core/lens/requests.js';
import { viewStep } from '../../src/core/lens/stepView.js';
import type { Engine } from '../../src/engine/engine.js';
import { withoutClosingLines } from '../../src/core/prompt/closingLines.js';
import { promptTexts } from '../../src/core/suggest/cursorContext.js';
import { repository } from './support/build.js';
import { answerByCommand, optionsFor } from './support/command.js';
import { watchedEngine } from './support/engines.js';
import { placeName, places, requestFor, type Place } from './support/places.js';
import { sampled } from './support/requests.js';

let engine: Engine;

beforeAll(() => {
  engine = watchedEngine().engine;
});

afterAll(() => engine.dispose());

const lines = places.filter(({ mode }) => mode === 'line');

/** The request as the editor and the command make it: without the closing brackets that the editor typed ahead. */
function requestIn(place: Place, file: string): CompletionRequest {
  const { prefix, suffix, ...request } = requestFor(place);
  const path = relative(repository, file);
  return { ...request, ...promptTexts({ prefix: prefix, suffix: suffix }), path, maxTokens: 48 };
}

/** With the five most probable alternatives. The order of a sum may change an entropy's last digit. */
const upToFive = (tokens: readonly CompletedToken[]): unknown[] =>
  tokens.map(({ text, id, logprob, alternatives, entropy, filteredEntropy }) => {
    return [text, id, logprob, alternatives!.slice(0, 5), entropy!.toFixed(9), filteredEntropy!.toFixed(9)];
  });

test.each(lines.map((place) => [placeName(place), place] as const))(
  'shows the numbers of `npm run complete -- --top 5`: %s',
  async (_, place) => {
    const options = optionsFor(requestFor(place), place.file);
    const file = options[options.indexOf('--file') + 1]!;
    const { tokens } = await answerByCommand([...options, '--drafters', 'none', '--top', '5']);
    const lens = await engine.complete(explaining(requestIn(place, file)));
    expect(upToFive(lens!.tokens)).toEqual(upToFive(tokens));
  },
);

test.each([
  ['greedy', { kind: 'greedy' } as const],
  ['sampling', sampled(5)],
])('shows in each step the distribution that the token was chosen from: %s', async (_, strategy) => {
  for (const place of lines) {
    const request = { ...requestFor(place), strategy };
    const { tokens } = (await engine.complete(explaining(request)))!;
    const filters = strategy.kind === 'sample' ? strategy.filters : [];
    for (const [index, { alternatives, entropy, filteredEntropy }] of tokens.entries()) {
      const before = tokens.slice(0, index).map(({ id }) => id!);
      const choice = (await engine.step(stepAfter(request, before)))!;
      const view = viewStep(choice, filters, alternatives!.length);
      expect(view.tokens.map(({ id }) => id)).toEqual(alternatives!.map(({ id }) => id));
      view.tokens.forEach(({ probability, filtered }, i) => {
        expect(probability).toBe(Math.exp(alternatives![i]!.logprob));
        // Greedy decoding has no filters: there the step shows the model's own distribution.
        if (strategy.kind === 'sample') expect(filtered).toBeCloseTo(alternatives![i]!.filtered, 12);
      });
      expect(view.entropy).toBeCloseTo(entropy!, 9);
      if (strategy.kind === 'sample') expect(view.filteredEntropy).toBeCloseTo(filteredEntropy!, 9);
    }
  }
});

test('keeps the tokens before an alternative and continues after it when it is picked', async () => {
  for (const place of lines) {
    const request = requestFor(place);
    const { tokens } = (await engine.complete(explaining(request)))!;
    const at = tokens.findIndex(({ alternatives }) => (alternatives?.length ?? 0) > 1);
    const other = tokens[at]!.alternatives!.find(({ id, text }) => id !== tokens[at]!.id && text !== '')!;
    const begin = [...tokens.slice(0, at).map(({ id }) => id!), other.id];
    const picked = (await engine.complete(continuingFrom(request, begin)))!;
    expect(picked.tokens.slice(0, begin.length).map(({ id }) => id)).toEqual(begin.slice(0, picked.tokens.length));
    // Its probability is the one that it had as an alternative.
    if (picked.tokens[at]) expect(picked.tokens[at].logprob).toBe(other.logprob);
  }
});

test('shows the prompt as the model read it', async () => {
  for (const place of lines) {
    const request = requestFor(place);
    const { prompt, timings } = (await engine.complete(explaining(request)))!;
    const { tokens, healed, budgetTokens, contextLength } = prompt!;
    const textOf = (part: string): string =>
      tokens.flatMap((token) => (token.part === part ? [token.text] : [])).join('');
    expect(textOf('prefix') + healed).toBe(request.prefix);
    expect(withoutClosingLines(request.suffix).startsWith(textOf('suffix'))).toBe(true);
    expect(textOf('file')).toBe(`<|file|>${request.path}\n`);
    expect(textOf('mark')).toBe('<|fim_prefix|><|fim_suffix|><|fim_middle|>');
    expect(tokens.length).toBe(timings.promptTokens);
    expect(tokens.length).toBeLessThanOrEqual(budgetTokens);
    expect(budgetTokens).toBeLessThanOrEqual(contextLength);
  }
});

test('shows with each beam the probability that ranks it', async () => {
  const sampling = { temperature: 0.7, seed: 0 };
  for (const place of lines) {
    const { beam } = comparing(requestFor(place), { sampling, beamWidth: 4, lengthPenalty: 0 });
    const { others, ...best } = (await engine.complete(beam))!;
    // The search also counts the probability of the healed piece, which all texts share.
    const healed = best.score - logprobOf(best);
    for (const text of others) expect(text.score - logprobOf(text)).toBeCloseTo(healed, 2);
    expect(byProbability([best, ...others])).toEqual([best, ...others]);
  }
});

test('has every beam in its tree from the first token on, also those that were dropped', async () => {
  const sampling = { temperature: 0.7, seed: 0 };
  for (const place of lines) {
    const { beam } = comparing(requestFor(place), { sampling, beamWidth: 3, lengthPenalty: 0 });
    const { tokens, others, followed } = (await engine.complete(beam))!;
    const texts = [{ tokens }, ...others];
    const idsOf = (path: readonly CompletedToken[]): string => path.map(({ id }) => id).join(' ');
    const known = new Set(followed!.map(idsOf));
    const prefixes = texts.flatMap((text) => text.tokens.slice(0, -1).map((_, i) => text.tokens.slice(0, i + 1)));
    for (const prefix of prefixes) expect(known).toContain(idsOf(prefix));
    // No step follows more than three.
    const lengths = new Map<number, number>();
    for (const path of followed!) lengths.set(path.length, (lengths.get(path.length) ?? 0) + 1);
    expect(Math.max(...lengths.values())).toBeLessThanOrEqual(3);
    for (const path of givenUp(followed!, texts)) expect(known).toContain(idsOf(path));
  }
});
