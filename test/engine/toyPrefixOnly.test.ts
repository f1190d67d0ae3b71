import { expect, test } from 'vitest';
import { answerOf, engineOfTest } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { fimTokens, plainTokens, toyModel } from './support/toyModel.js';

const requests = ['', '\n}\n', 'x'.repeat(50)].map((suffix) =>
  requestAt(`const a = 1;\nconst b =\n‸${suffix}`, { mode: 'free', maxTokens: 20 }),
);

test('a vocabulary without fill-in-the-middle completes from the prefix alone', async () => {
  const { engine } = engineOfTest(toyModel({ attention: 'gqa' }, plainTokens));
  expect((await engine.ready()).fillsInTheMiddle).toBe(false);
  const answers = [];
  for (const request of requests) answers.push(answerOf(await engine.complete(request)));
  expect(answers[0]!.text.length).toBeGreaterThan(0);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
});

test('a vocabulary with fill-in-the-middle reads the suffix', async () => {
  const { engine } = engineOfTest(toyModel({ attention: 'gqa' }, fimTokens));
  expect((await engine.ready()).fillsInTheMiddle).toBe(true);
  const texts = new Set<string>();
  for (const request of requests) texts.add((await engine.complete(request))!.text);
  expect(texts.size).toBe(3);
});
