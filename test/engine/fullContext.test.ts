import { expect, test } from 'vitest';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { requestAt, sampled } from './support/requests.js';
import { longDocument } from './support/snippets.js';
import { shape } from './support/toyGraph.js';
import { toyOfTest } from './support/toyVariants.js';

const free = { mode: 'free', strategy: sampled(4) } as const;

test('a long document and the answer to it fit into the context together', async () => {
  const toy = await toyOfTest({ attention: 'gqa' });
  const answer = (await completeCold(toy, requestAt(longDocument(), { ...free, maxTokens: 100 })))!;
  expect(answer.timings.promptTokens).toBeGreaterThan(300);
  expect(answer.timings.promptTokens).toBeLessThanOrEqual(shape.context - 100);
});

test.each([500, 511, 512, 513, 100_000])('an answer of up to %i tokens may be asked for', async (maxTokens) => {
  const toy = await toyOfTest({ attention: 'gqa' });
  for (const text of ['‸', 'const a = 1;\n‸\n', longDocument()]) {
    const answer = (await completeCold(toy, requestAt(text, { ...free, maxTokens })))!;
    expect(['limit', 'context', 'repetition']).toContain(answer.stop);
    expect(toy.model.tokens.length).toBeLessThanOrEqual(shape.context);
  }
});

test('a wish for a long answer leaves half of the context to the prompt', async () => {
  const toy = await toyOfTest({ attention: 'gqa' });
  const answer = (await completeCold(toy, requestAt(longDocument(), { ...free, maxTokens: 512 })))!;
  expect(answer.timings.promptTokens).toBeGreaterThan(shape.context / 3);
  expect(answer.timings.promptTokens).toBeLessThanOrEqual(shape.context / 2);
});

test('an answer that reaches the end of the context ends there', async () => {
  for (const attention of ['gqa', 'concat'] as const) {
    const toy = await toyOfTest({ attention });
    const answer = (await completeCold(toy, requestAt('const a = 1;\n‸\n', { ...free, maxTokens: 10_000 })))!;
    expect(answer.stop).toBe('context');
    expect(toy.model.tokens.length).toBe(shape.context);
    expect(answer.timings.promptTokens + answer.tokens.length).toBe(shape.context + 1);
  }
});

test('a path longer than the context is no obstacle', async () => {
  const loaded = await loadInProcess();
  const path = `${'folder/'.repeat(600)}file.ts`;
  const answer = await completeCold(loaded, requestAt(longDocument(), { path }));
  await loaded.dispose();
  expect(answer!.text.length).toBeGreaterThan(0);
});
