import { expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { loadInProcess } from './support/inProcess.js';
import { toyModel } from './support/toyModel.js';

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
  test.each(lengths)(
    `a tail that is put back is gone on from as if it had never left, after %i: ${layout}`,
    async (n) => {
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
    },
  );

  test(`a tail of no tokens changes nothing, and one that belongs elsewhere is refused: ${layout}`, async () => {
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
