import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { engineOfTest } from './support/engines.js';
import { toyModel } from './support/toyModel.js';

const spoils: [string, (file: (name: string) => string) => void][] = [
  ['the only file of weights is missing', (file) => rmSync(file('model.onnx_data'))],
  ['the first of two files of weights is missing', (file) => rmSync(file('model.onnx_data'))],
  ['the second of two files of weights is missing', (file) => rmSync(file('model.onnx_data_1'))],
  ['a file of weights is cut short', (file) => truncateSync(file('model.onnx_data'), 100)],
];

test.each(spoils)('%s: the message names the graph', { timeout: 10_000 }, async (what, spoil) => {
  const externalFiles = what.includes('two') ? 2 : 1;
  const folder = toyModel({ attention: 'gqa', externalFiles });
  spoil((name) => join(folder, 'onnx', name));
  const { engine, states } = engineOfTest(folder);
  const error: unknown = await engine.ready().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toContain('onnx/model.onnx');
  expect(states.at(-1)).toEqual({ kind: 'failed', error });
});
