import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { greedyTokens } from './support/greedyTokens.js';
import { loadInProcess } from './support/inProcess.js';
import { toyModel } from './support/toyModel.js';
import { toyOfTest, toyPrompts } from './support/toyVariants.js';

test.each([1, 2])('weights in %i files beside the graph give the same tokens', async (externalFiles) => {
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
