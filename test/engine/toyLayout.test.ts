import { expect, test } from 'vitest';
import { engineOfTest } from './support/engines.js';
import { toyModel } from './support/toyModel.js';

test.each([
  ['GroupQueryAttention keeps its cache in rows', 'gqa', 'rows'],
  ['a graph that concatenates, and so refuses longer buffers, has its cache copied', 'concat', 'copy'],
  ['a graph that concatenates and never looks at the mask has its cache copied', 'blindConcat', 'copy'],
] as const)('%s', async (_, attention, cache) => {
  const { engine } = engineOfTest(toyModel({ attention }));
  expect((await engine.ready()).cache).toBe(cache);
});
