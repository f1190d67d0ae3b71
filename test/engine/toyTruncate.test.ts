import { expect, test } from 'vitest';
import { greedyTokens } from './support/greedyTokens.js';
import { toyOfTest, toyPrompts } from './support/toyVariants.js';

test.each(['gqa', 'concat'] as const)('a truncated cache decodes what a fresh one does: %s', async (attention) => {
  const used = await toyOfTest({ attention });
  const prompt = toyPrompts[3]!;
  await greedyTokens(used, [...prompt, 9, 9, 9], 20);

  for (const length of [299, 150, 1]) {
    const fresh = await toyOfTest({ attention });
    const shorter = prompt.slice(0, length);
    const expected = await greedyTokens(fresh, [...shorter, 77], 40);
    used.model.truncate(length);
    expect(used.model.tokens).toEqual(shorter);
    expect(await greedyTokens(used, [...shorter, 77], 40)).toEqual(expected);
  }
});

test('both layouts decode the same after truncating', async () => {
  const answers = [];
  for (const attention of ['gqa', 'concat'] as const) {
    const toy = await toyOfTest({ attention });
    await greedyTokens(toy, toyPrompts[2]!, 30);
    toy.model.truncate(25);
    answers.push(await greedyTokens(toy, [...toyPrompts[2]!.slice(0, 25), 4, 5, 6], 40));
  }
  expect(answers[1]).toEqual(answers[0]);
});
