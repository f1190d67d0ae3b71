import { expect, test } from 'vitest';
import { greedyTokens } from './support/greedyTokens.js';
import { toyOfTest, toyPrompts } from './support/toyVariants.js';

test.each(toyPrompts)('rows and copied caches decode the same tokens after %i, …', async (...prompt) => {
  const rows = await toyOfTest({ attention: 'gqa' });
  const copy = await toyOfTest({ attention: 'concat' });
  expect([rows.info.cache, copy.info.cache]).toEqual(['rows', 'copy']);
  expect(await greedyTokens(copy, prompt, 40)).toEqual(await greedyTokens(rows, prompt, 40));
});
