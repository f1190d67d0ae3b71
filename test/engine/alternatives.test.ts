import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletedText, CompletedToken, CompletionRequest } from '../../src/core/completion.js';
import type { LoadedModel } from '../../src/engine/loadModel.js';
import { completeInProcess, eager, loadInProcess } from './support/inProcess.js';
import { places, requestFor } from './support/places.js';
import { expectedTokens, type Distribution } from './support/recomputed.js';
import { sampled } from './support/requests.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

/** What `sampled` does to a distribution: temperature 0.8, the 40 most probable, the nucleus of 0.95. */
function filtered(distribution: Distribution): Distribution {
  const sharpened = distribution.map(([id, p]) => [id, p ** (1 / 0.8)] as const);
  const total = (entries: Distribution): number => entries.reduce((sum, [, p]) => sum + p, 0);
  const most = [...sharpened].sort(([, a], [, b]) => b - a).slice(0, 40);
  const nucleus: (readonly [number, number])[] = [];
  for (const entry of most) if (total(nucleus) < 0.95 * total(most)) nucleus.push(entry);
  return nucleus.map(([id, p]) => [id, p / total(nucleus)]);
}

const mostProbable = (distribution: Distribution): Distribution => [
  [[...distribution].sort(([, a], [, b]) => b - a)[0]![0], 1],
];

const entropyOf = (distribution: Distribution): number =>
  distribution.reduce((sum, [, p]) => (p > 0 ? sum - p * Math.log(p) : sum), 0);

const ways: readonly (readonly [string, Partial<CompletionRequest>, (distribution: Distribution) => Distribution])[] = [
  ['greedy', {}, mostProbable],
  ['greedy, with drafts', { drafters: ['lookup'] }, mostProbable],
  ['sampling', { strategy: sampled(5) }, filtered],
  ['sampling, with drafts', { strategy: sampled(5), drafters: ['lookup'] }, filtered],
];

function expectExplained(token: CompletedToken, chosen: number, distribution: Distribution, after: Distribution): void {
  const { vocabulary } = loaded;
  const ranked = [...distribution].sort(([a, p], [b, q]) => q - p || a - b).slice(0, 5);
  const afterOf = new Map(after);
  const { alternatives } = token;
  expect(token.logprob).toBeCloseTo(Math.log(new Map(distribution).get(chosen)!), 3);
  expect(alternatives!.map(({ text }) => text)).toEqual(
    ranked.map(([id]) => Buffer.from(vocabulary.bytes(id)).toString()),
  );
  ranked.forEach(([id, p], i) => {
    expect(Math.exp(alternatives![i]!.logprob)).toBeCloseTo(p, 4);
    expect(alternatives![i]!.filtered).toBeCloseTo(afterOf.get(id) ?? 0, 4);
  });
  expect(alternatives!.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).toBeLessThanOrEqual(1 + 1e-9);
  expect(token.entropy).toBeCloseTo(entropyOf(distribution), 3);
  expect(token.filteredEntropy).toBeCloseTo(entropyOf(after), 3);
}

test.each(ways)(
  'the five most probable tokens and the entropies are those of a recomputation: %s',
  async (_, way, after) => {
    for (const place of [places[1]!, places[5]!, places[6]!]) {
      const request = requestFor(place, { ...way, top: 5 });
      const { tokens, timings } = (await completeInProcess(eager(loaded), request))!;
      const expected = await expectedTokens(loaded, timings.promptTokens, place.typed);
      expect(expected.length).toBeGreaterThanOrEqual(tokens.length - 1);
      expected.slice(0, tokens.length).forEach(({ id, distribution }, i) => {
        expectExplained(tokens[i]!, id, distribution, after(distribution));
      });
    }
  },
);

test('beams report of a path what greedy decoding reports of it', async () => {
  const strategy = { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false } as const;
  const greedy = (await completeInProcess(loaded, requestFor(places[5]!, { top: 5 })))!;
  const answer = (await completeInProcess(loaded, requestFor(places[5]!, { strategy, top: 5 })))!;
  const seen = ({ tokens }: CompletedText) =>
    tokens.map(({ alternatives, entropy, filteredEntropy }) => ({ alternatives, entropy, filteredEntropy }));
  expect(answer.text).toBe(greedy.text);
  expect(seen(answer)).toEqual(seen(greedy));
  // Another path has the same beginning, and then a token that was an alternative of the first.
  const [other] = answer.others;
  const fork = other!.tokens.findIndex(({ text }, i) => text !== answer.tokens[i]!.text);
  expect(seen(other!).slice(0, fork + 1)).toEqual(seen(answer).slice(0, fork + 1));
  expect(answer.tokens[fork]!.alternatives!.map(({ text }) => text)).toContain(other!.tokens[fork]!.text);
});

test('nothing is reported unasked', async () => {
  const [token] = (await completeInProcess(loaded, requestFor(places[5]!)))!.tokens;
  expect(Object.keys(token!).sort()).toEqual(['logprob', 'text']);
});
