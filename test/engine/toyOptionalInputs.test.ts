import { expect, test } from 'vitest';
import { greedyTokens } from './support/greedyTokens.js';
import { toyOfTest, toyPrompts } from './support/toyVariants.js';

const layouts = ['gqa', 'concat'] as const;

test.each(layouts)('a graph without num_logits_to_keep decodes the same tokens: %s', async (attention) => {
  const without = await toyOfTest({ attention });
  const having = await toyOfTest({ attention, numLogitsToKeep: true });
  for (const prompt of toyPrompts) {
    expect(await greedyTokens(having, prompt, 30)).toEqual(await greedyTokens(without, prompt, 30));
  }
});

test.each(layouts)(
  'a graph without num_logits_to_keep returns as many rows of logits as asked: %s',
  async (attention) => {
    const without = await toyOfTest({ attention });
    const having = await toyOfTest({ attention, numLogitsToKeep: true });
    for (const rows of [0, 1, 3, 6]) {
      for (const { model } of [without, having]) model.truncate(0);
      const expected = await having.model.forward(toyPrompts[1]!, rows);
      const logits = await without.model.forward(toyPrompts[1]!, rows);
      expect(logits.length).toBe(rows * having.model.vocabSize);
      expect(logits.map((x, i) => Math.abs(x - expected[i]!)).every((difference) => difference < 1e-4)).toBe(true);
    }
  },
);

test.each(layouts)('a graph that wants position_ids is told the right ones: %s', async (attention) => {
  const counting = await toyOfTest({ attention });
  const told = await toyOfTest({ attention, positionIds: true });
  for (const prompt of toyPrompts) {
    expect(await greedyTokens(told, prompt, 30, 7)).toEqual(await greedyTokens(counting, prompt, 30, 7));
  }
});
