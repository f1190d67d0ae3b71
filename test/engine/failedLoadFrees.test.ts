import { expect, test, vi } from 'vitest';
import { loadInProcess } from './support/inProcess.js';
import { ort } from '../../src/engine/onnx/runtime.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';

test('a graph that turns out to be no decoder is freed', async () => {
  const folder = spoiltFolder(badFolders.find(({ what }) => what === 'a graph without a cache')!);
  const create = vi.spyOn(ort.InferenceSession, 'create');
  await expect(loadInProcess(folder)).rejects.toThrow('past_key_values');

  const session = (await create.mock.results[0]!.value) as ort.InferenceSession;
  const ids = new ort.Tensor('int64', BigInt64Array.of(1n, 2n), [1, 2]);
  await expect(session.run({ input_ids: ids, attention_mask: ids })).rejects.toThrow('already disposed');
});
