import { expect, test } from 'vitest';
import { catalogue, memoryBytesFor } from '../../../src/models/catalogue.js';

test.each(catalogue)('has all that the list shows and the engine loads: $id', (model) => {
  expect(model.id).toMatch(/^[\w.-]+\/[\w.-]+$/);
  for (const text of [model.title, model.licence, model.languages, model.revision]) expect(text).not.toBe('');
  const needed = model.files.filter(({ isOptional }) => !isOptional).map(({ path }) => path);
  expect(needed.slice(0, 3)).toEqual(['config.json', 'tokenizer.json', 'tokenizer_config.json']);
  expect(needed.slice(3)).toEqual([expect.stringMatching(/^onnx\/model_(quantized|int8|q4)\.onnx$/)]);
  expect(model.files.map(({ path }) => path)).toContain(`${needed[3]}_data`);
  expect(memoryBytesFor(model.downloadBytes)).toBeGreaterThan(model.downloadBytes);
});

test('has each model once', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(new Set(catalogue.map(({ title }) => title)).size).toBe(catalogue.length);
});
