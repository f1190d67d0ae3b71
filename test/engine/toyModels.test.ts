import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { answerOf, engineOfTest } from './support/engines.js';
import { greedyTokens } from './support/greedyTokens.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { requestAt, sampled } from './support/requests.js';
import { longDocument } from './support/snippets.js';
import { shape } from './support/toyGraph.js';
import { fimTokens, plainTokens, toyModel } from './support/toyModel.js';
import { toyOfTest, toyPrompts } from './support/toyVariants.js';

describe('the layout of the cache', () => {
  test.each([
    ['GroupQueryAttention keeps its cache in rows', 'gqa', 'rows'],
    ['a graph that concatenates, and so refuses longer buffers, has its cache copied', 'concat', 'copy'],
    ['a graph that concatenates and never looks at the mask has its cache copied', 'blindConcat', 'copy'],
  ] as const)('%s', async (_, attention, cache) => {
    const { engine } = engineOfTest(toyModel({ attention }));
    expect((await engine.ready()).cache).toBe(cache);
  });
});

test.each(toyPrompts)('decodes the same tokens with rows and copied caches after %i, …', async (...prompt) => {
  const rows = await toyOfTest({ attention: 'gqa' });
  const copy = await toyOfTest({ attention: 'concat' });
  expect([rows.info.cache, copy.info.cache]).toEqual(['rows', 'copy']);
  expect(await greedyTokens(copy, prompt, 40)).toEqual(await greedyTokens(rows, prompt, 40));
});

test.each([1, 2])('decodes the same tokens when the weights are in %i external files', async (externalFiles) => {
  const inside = await toyOfTest({ attention: 'gqa' });
  const folder = toyModel({ attention: 'gqa', externalFiles });
  const beside = await loadInProcess(folder);
  const file = join(folder, 'onnx', externalFiles === 1 ? 'model.onnx_data' : 'model.onnx_data_1');
  expect(statSync(file).size).toBeGreaterThan(10_000);
  for (const prompt of toyPrompts) {
    expect(await greedyTokens(beside, prompt, 30)).toEqual(await greedyTokens(inside, prompt, 30));
  }
  await beside.dispose();
});

test.each([1, 3, 16])(
  'returns the same rows of logits when a runtime takes at most %i tokens',
  async (maxRunTokens) => {
    const whole = await toyOfTest({ attention: 'gqa', numLogitsToKeep: true });
    const graph = await whole.openOn({ ...(await modelPlatform.runtime()), maxRunTokens });
    onTestFinished(() => graph.dispose());
    const { model } = graph;
    const prompt = toyPrompts[2]!;
    for (const rows of [0, 1, 3, 17, prompt.length]) {
      for (const each of [whole.model, model]) each.truncate(0);
      const expected = await whole.model.forward(prompt, rows);
      const logits = await model.forward(prompt, rows);
      expect(logits.length).toBe(expected.length);
      expect(logits.every((value, i) => Math.abs(value - expected[i]!) < 1e-4)).toBe(true);
      expect(model.tokens).toEqual(prompt);
    }
    expect(model.forwards).toBeGreaterThan(whole.model.forwards);
  },
);

describe('optional inputs', () => {
  const layouts = ['gqa', 'concat'] as const;

  test.each(layouts)('decodes the same tokens without num_logits_to_keep: %s', async (attention) => {
    const without = await toyOfTest({ attention });
    const having = await toyOfTest({ attention, numLogitsToKeep: true });
    for (const prompt of toyPrompts) {
      expect(await greedyTokens(having, prompt, 30)).toEqual(await greedyTokens(without, prompt, 30));
    }
  });

  test.each(layouts)('returns the requested rows of logits without num_logits_to_keep: %s', async (attention) => {
    const without = await toyOfTest({ attention });
    const having = await toyOfTest({ attention, numLogitsToKeep: true });
    for (const rows of [0, 1, 3, 6]) {
      for (const { model } of [without, having]) model.truncate(0);
      const expected = await having.model.forward(toyPrompts[1]!, rows);
      const logits = await without.model.forward(toyPrompts[1]!, rows);
      expect(logits.length).toBe(rows * having.model.vocabSize);
      expect(logits.map((x, i) => Math.abs(x - expected[i]!)).every((difference) => difference < 1e-4)).toBe(true);
    }
  });

  test.each(layouts)('gives the right position_ids when a graph needs them: %s', async (attention) => {
    const counting = await toyOfTest({ attention });
    const told = await toyOfTest({ attention, positionIds: true });
    for (const prompt of toyPrompts) {
      expect(await greedyTokens(told, prompt, 30, 7)).toEqual(await greedyTokens(counting, prompt, 30, 7));
    }
  });
});

describe('fill-in-the-middle', () => {
  const requests = ['', '\n}\n', 'x'.repeat(50)].map((suffix) =>
    requestAt(`const a = 1;\nconst b =\n‸${suffix}`, { mode: 'free', maxTokens: 20 }),
  );

  test('completes from the prefix alone when the vocabulary has no tokens for it', async () => {
    const { engine } = engineOfTest(toyModel({ attention: 'gqa' }, plainTokens));
    expect((await engine.ready()).fillsInTheMiddle).toBe(false);
    const answers = [];
    for (const request of requests) answers.push(answerOf(await engine.complete(request)));
    expect(answers[0]!.text.length).toBeGreaterThan(0);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  test('reads the suffix when the vocabulary has tokens for it', async () => {
    const { engine } = engineOfTest(toyModel({ attention: 'gqa' }, fimTokens));
    expect((await engine.ready()).fillsInTheMiddle).toBe(true);
    const texts = new Set<string>();
    for (const request of requests) texts.add((await engine.complete(request))!.text);
    expect(texts.size).toBe(3);
  });
});

describe('truncate', () => {
  test.each(['gqa', 'concat'] as const)('decodes the same as a fresh cache: %s', async (attention) => {
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

  test('decodes the same in both layouts', async () => {
    const answers = [];
    for (const attention of ['gqa', 'concat'] as const) {
      const toy = await toyOfTest({ attention });
      await greedyTokens(toy, toyPrompts[2]!, 30);
      toy.model.truncate(25);
      answers.push(await greedyTokens(toy, [...toyPrompts[2]!.slice(0, 25), 4, 5, 6], 40));
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});

describe('save and restore', () => {
  const cases = [
    ['rows, the embedded model', () => loadInProcess()],
    ['rows, a toy', () => loadInProcess(toyModel({ attention: 'gqa' }))],
    ['copy, a toy', () => loadInProcess(toyModel({ attention: 'concat' }))],
  ] as const;

  /** Ids that every vocabulary here has. */
  const ids = (length: number, factor: number): number[] => Array.from({ length }, (_, i) => 10 + ((i * factor) % 200));

  /** Feeds the tokens one by one, as decoding does; returns the last row of logits. */
  async function feed({ model }: LoadedModel, tokens: readonly number[]): Promise<number[]> {
    let row: Float32Array | undefined;
    for (const id of tokens) row = await model.forward([id], 1);
    return [...row!];
  }

  /** Prompts whose tails lie within one step of the buffers' capacity, and across two. */
  const lengths = [40, 254];

  for (const [layout, load] of cases) {
    test.each(lengths)(`continues as if the tail had never left after %i tokens: ${layout}`, async (n) => {
      const loaded = await load();
      const { model } = loaded;
      await model.forward(ids(n, 37), 0);
      const [one, other] = [ids(5, 11), ids(3, 23)];

      await feed(loaded, one);
      const tailOne = model.save(n);
      expect(model.tokens).toEqual([...ids(n, 37), ...one]);
      const afterOne = await feed(loaded, [99]);

      model.truncate(n);
      await feed(loaded, other);
      const tailOther = model.save(n);
      const afterOther = await feed(loaded, [99]);
      expect(afterOther).not.toEqual(afterOne);

      for (const [tail, tokens, after] of [
        [tailOne, one, afterOne],
        [tailOther, other, afterOther],
        [tailOne, one, afterOne],
      ] as const) {
        model.truncate(n);
        model.restore(tail);
        expect(model.tokens).toEqual([...ids(n, 37), ...tokens]);
        expect(await feed(loaded, [99])).toEqual(after);
      }
      await loaded.dispose();
    });

    test(`ignores an empty tail and refuses one that belongs elsewhere: ${layout}`, async () => {
      const loaded = await load();
      const { model } = loaded;
      await model.forward(ids(10, 37), 0);
      const empty = model.save(10);
      const two = model.save(8);
      model.restore(empty);
      expect(model.tokens).toEqual(ids(10, 37));
      expect(() => model.restore(two)).toThrow(RangeError);
      model.truncate(7);
      expect(() => model.restore(two)).toThrow('8');
      expect(model.tokens).toEqual(ids(7, 37));
      await loaded.dispose();
    });
  }
});

describe('the end of the context', () => {
  const free = { mode: 'free', strategy: sampled(4) } as const;

  test('leaves room for the answer when the document is long', async () => {
    const toy = await toyOfTest({ attention: 'gqa' });
    const answer = (await completeCold(toy, requestAt(longDocument(), { ...free, maxTokens: 100 })))!;
    expect(answer.timings.promptTokens).toBeGreaterThan(300);
    expect(answer.timings.promptTokens).toBeLessThanOrEqual(shape.context - 100);
  });

  test.each([500, 511, 512, 513, 100_000])('is not passed when up to %i tokens are requested', async (maxTokens) => {
    const toy = await toyOfTest({ attention: 'gqa' });
    for (const text of ['‸', 'const a = 1;\n‸\n', longDocument()]) {
      const answer = (await completeCold(toy, requestAt(text, { ...free, maxTokens })))!;
      expect(['limit', 'context', 'repetition']).toContain(answer.stop);
      expect(toy.model.tokens.length).toBeLessThanOrEqual(shape.context);
    }
  });

  test('leaves half of the context to the prompt when a long answer is requested', async () => {
    const toy = await toyOfTest({ attention: 'gqa' });
    const answer = (await completeCold(toy, requestAt(longDocument(), { ...free, maxTokens: 512 })))!;
    expect(answer.timings.promptTokens).toBeGreaterThan(shape.context / 3);
    expect(answer.timings.promptTokens).toBeLessThanOrEqual(shape.context / 2);
  });

  test('ends an answer that reaches it', async () => {
    for (const attention of ['gqa', 'concat'] as const) {
      const toy = await toyOfTest({ attention });
      const answer = (await completeCold(toy, requestAt('const a = 1;\n‸\n', { ...free, maxTokens: 10_000 })))!;
      expect(answer.stop).toBe('context');
      expect(toy.model.tokens.length).toBe(shape.context);
      expect(answer.timings.promptTokens + answer.tokens.length).toBe(shape.context + 1);
    }
  });

  test('does not prevent an answer when the path is longer than the context', async () => {
    const loaded = await loadInProcess();
    const path = `${'folder/'.repeat(600)}file.ts`;
    const answer = await completeCold(loaded, requestAt(longDocument(), { path }));
    await loaded.dispose();
    expect(answer!.text.length).toBeGreaterThan(0);
  });
});
