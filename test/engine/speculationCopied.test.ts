import { expect, test } from 'vitest';
import { drafterKinds, type Completion } from '../../src/core/completion.js';
import { completeCold, completeInProcess, eager, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { shape } from './support/toyGraph.js';
import { toyModel } from './support/toyModel.js';

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
  '$attention: with drafts by $drafter the same tokens, to the end of the context',
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

test.each(layouts)('%s: sampling with look-up and the previous suggestion gives the same tokens', async (attention) => {
  const loaded = await loadInProcess(toyModel({ attention }));
  const speculating = eager(loaded);
  for (const seed of [4, 5, 4]) {
    const request = requestAt(text, { mode: 'free', strategy: sampled(seed), maxTokens: 60 });
    const plain = (await completeInProcess(loaded, request))!;
    expectSame((await completeInProcess(speculating, { ...request, drafters: ['remains', 'lookup'] }))!, plain);
  }
  await loaded.dispose();
});
