import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion } from '../../src/core/result.js';
import { type DrafterKind, drafterKinds } from '../../src/core/request.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelName } from './support/embeddedModel.js';
import { modelFolder, watchedEngine } from './support/engines.js';
import { completeCold, completeInProcess, eager, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { shape } from './support/toyGraph.js';
import { toyModel } from './support/toyModel.js';
import { traceOf } from './support/traces.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

describe('in the test thread', () => {
  const drafterLists: readonly (readonly DrafterKind[])[] = [['lookup'], ['previousSuggestion', 'lookup']];

  test.each(places.map((place) => ({ name: placeName(place), place })))(
    'changes no token or logprob with look-up and the previous suggestion: $name',
    async ({ place }) => {
      for (const strategy of [greedy, sampled(5)]) {
        const plain = traceOf(await completeCold(loaded, requestFor(place, { strategy })));
        for (const drafters of drafterLists) {
          const speculating = eager(loaded);
          // A key before, so that there is a previous suggestion.
          if (drafters.includes('previousSuggestion'))
            await completeCold(speculating, requestFor(place, { strategy, drafters }, 1));
          const answer = await completeCold(speculating, requestFor(place, { strategy, drafters }));
          expect(traceOf(answer)).toEqual(plain);
        }
      }
    },
  );

  test('takes at least 1.5 times fewer forwards with look-up when code repeats itself', async () => {
    const speculating = eager(loaded);
    const forwards = { plain: 0, lookup: 0 };
    for (const place of places.filter(({ typed }) => /throw|Booking|remove/.test(typed))) {
      for (const strategy of [greedy, sampled(5)]) {
        const request = requestFor(place, { strategy });
        forwards.plain += (await completeCold(loaded, request))!.timings.forwards;
        forwards.lookup += (await completeCold(speculating, { ...request, drafters: ['lookup'] }))!.timings.forwards;
      }
    }
    expect(forwards.plain / forwards.lookup).toBeGreaterThan(1.5);
  });

  test.each([
    ['prompt look-up', ['lookup'], 0],
    ['previous suggestion', ['previousSuggestion', 'lookup'], 1],
  ] as const)('names the drafter of each token and counts its drafts: %s', async (name, drafters, timesBefore) => {
    const speculating = eager(loaded);
    const request = requestFor(places[5]!, { drafters });
    for (let i = 0; i < timesBefore; i++) await completeCold(speculating, request);
    const { tokens, drafts } = (await completeCold(speculating, request))!;
    const drafted = tokens.filter(({ drafter }) => drafter === name).length;
    expect(drafted).toBeGreaterThan(0);
    expect(tokens.filter(({ drafter }) => drafter === undefined).length).toBe(tokens.length - drafted);
    expect(Object.keys(drafts)).toEqual([name]);
    // The newline that ends the line may be drafted, too, and is no part of the answer.
    expect([drafted, drafted + 1]).toContain(drafts[name]!.accepted);
  });
});

describe('in the worker', () => {
  const watched = watchedEngine();
  watched.draftFolder = modelFolder;
  const { engine } = watched;

  afterAll(() => engine.dispose());

  test('names the draft model', async () => {
    expect((await engine.ready()).drafter).toBe(modelName);
  });

  const kinds = [
    ['greedily with all drafters', greedy, drafterKinds, 0],
    ['by sampling with those that point', sampled(7), ['previousSuggestion', 'lookup'], 5],
  ] as const;

  for (const [kind, strategy, drafters, number] of kinds) {
    test(`decodes the same ${kind} as without when a user types: ${snippets[number]!.path}`, async () => {
      const { path } = snippets[number]!;
      let accepted = 0;
      for (const text of keyByKey(snippets[number]!)) {
        const request = requestAt(text, { path, strategy, maxTokens: 16 });
        const answer = (await engine.complete({ ...request, drafters }))!;
        expect({ text, traces: traceOf(answer) }).toEqual({
          text,
          traces: traceOf(await completeInProcess(loaded, request)),
        });
        for (const counts of Object.values(answer.drafts)) accepted += counts.accepted;
      }
      // By the real clock it may seem at times that drafts do not pay, but never always: the first one is always tried.
      expect(accepted).toBeGreaterThan(0);
    });
  }
});

describe('with a copied cache', () => {
  const text = 'const a = 1;\nconst b = 2;\nconst c = a‸;\nreturn c;\n';

  const textsOf = ({ tokens }: Completion): string[] => tokens.map((token) => token.text);

  /** Tokens equal one by one, logprobs within what a copied cache rounds: its kernels depend on the number of rows. */
  function expectSame(answer: Completion, plain: Completion): void {
    expect([textsOf(answer), answer.stop]).toEqual([textsOf(plain), plain.stop]);
    const differences = answer.tokens.map(({ logprob }, i) => Math.abs(logprob - plain.tokens[i]!.logprob));
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  }

  const layouts = ['gqa', 'concat'] as const;
  const drafterOf = { 'its equal': 20, 'a stranger': 21 } as const;
  const cases = layouts.flatMap((attention) =>
    (['its equal', 'a stranger'] as const).map((drafter) => ({ attention, drafter })),
  );

  test.each(cases)(
    'gives the same tokens to the end of the context: $attention, drafts by $drafter',
    async (situation) => {
      const { attention, drafter } = situation;
      const loaded = await loadInProcess(toyModel({ attention }), toyModel({ attention, seed: drafterOf[drafter] }));
      const request = requestAt(text, { mode: 'free', strategy: greedy, maxTokens: 10_000 });
      const plain = (await completeCold(loaded, request))!;
      expect(plain.stop).toBe('context');

      const answer = (await completeInProcess(eager(loaded), { ...request, drafters: drafterKinds }))!;
      await loaded.dispose();
      expectSame(answer, plain);
      expect(loaded.model.tokens.length).toBe(shape.context);
      const { drafted, accepted } = answer.drafts['smaller model']!;
      if (drafter === 'its equal') expect(answer.timings.forwards).toBeLessThan(plain.timings.forwards / 8);
      else expect(drafted - accepted).toBeGreaterThan(400);
    },
  );

  test.each(layouts)(
    'gives the same tokens when sampling with look-up and the previous suggestion: %s',
    async (attention) => {
      const loaded = await loadInProcess(toyModel({ attention }));
      const speculating = eager(loaded);
      for (const seed of [4, 5, 4]) {
        const request = requestAt(text, { mode: 'free', strategy: sampled(seed), maxTokens: 60 });
        const plain = (await completeInProcess(loaded, request))!;
        expectSame(
          (await completeInProcess(speculating, { ...request, drafters: ['previousSuggestion', 'lookup'] }))!,
          plain,
        );
      }
      await loaded.dispose();
    },
  );
});
