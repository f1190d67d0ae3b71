import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import './support/withoutTelemetry.js';
import * as ort from 'onnxruntime-node';
import { newRowsOf, outputsOf, withNewRows } from '../../src/engine/onnx/newRows.js';
import { graphOf, modelShape } from './support/embeddedModel.js';
import { toyGraph } from './support/toyGraph.js';
import { toyTokenizer } from './support/toyTokenizer.js';

describe('the outputs of a graph', () => {
  test('are listed for the embedded model', () => {
    const names = outputsOf(graphOf()).map(({ name }) => name);
    expect(names.filter((name) => modelShape.presents.includes(name))).toEqual(modelShape.presents);
    expect(names).toContain('logits');
  });

  test('get a sibling new.* for each present.* and keep the existing ones', () => {
    const graph = toyGraph('model.onnx', { attention: 'concat' }, toyTokenizer([]))['model.onnx']!;
    const presents = ['present.0.key', 'present.0.value', 'present.1.key', 'present.1.value'];
    expect(outputsOf(withNewRows(graph)).map(({ name }) => name)).toEqual([
      'logits',
      ...presents,
      'new.0.key',
      'new.0.value',
      'new.1.key',
      'new.1.value',
    ]);
    expect(presents.map(newRowsOf)).toEqual(['new.0.key', 'new.0.value', 'new.1.key', 'new.1.value']);
  });
});

describe('the values of new.*', () => {
  /** One of the outputs that hold the cache: `heads` × rows × `dim`. */
  interface CacheOutput {
    readonly name: string;
    readonly heads: number;
    readonly dim: number;
  }

  let caches: readonly CacheOutput[];
  let session: ort.InferenceSession;

  beforeAll(async () => {
    session = await ort.InferenceSession.create(withNewRows(graphOf()), { intraOpNumThreads: 1 });
    // Keys and values, and with n-grams the ids before a token, which have a single head of one number.
    caches = session.inputMetadata.flatMap((input) => {
      if (!input.isTensor || !input.name.startsWith('past_key_values')) return [];
      const [, heads, , dim] = input.shape;
      return [{ name: input.name.replace('past_key_values', 'present'), heads: Number(heads), dim: Number(dim) }];
    });
  });

  afterAll(() => session.release());

  type Tensors = Record<string, ort.Tensor>;

  const int64 = (values: number[], dims: number[]): ort.Tensor =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);

  /** Feeds tokens after a past that is a list of `present.*`, of whatever capacity. */
  async function run(ids: number[], past: Tensors, pastLength: number): Promise<Tensors> {
    const total = pastLength + ids.length;
    const cache = caches.map(({ name }) => [name.replace('present', 'past_key_values'), past[name]!] as const);
    return session.run({
      input_ids: int64(ids, [1, ids.length]),
      attention_mask: int64(new Array<number>(total).fill(1), [1, total]),
      num_logits_to_keep: int64([1], []),
      ...Object.fromEntries(cache),
    });
  }

  const emptyPast = (capacity: number): Tensors =>
    Object.fromEntries(
      caches.map(({ name, heads, dim }) => [
        name,
        new ort.Tensor(new Float32Array(heads * capacity * dim), [1, heads, capacity, dim]),
      ]),
    );

  /** The rows from `from` up to `to` of each head, one after the other. */
  function rowsOf({ data, dims }: ort.Tensor, from: number, to: number): number[] {
    const rows: number[] = [];
    const [, heads = 0, , dim = 0] = dims;
    for (let head = 0; head < heads; head++) {
      const start = head * dims[2]!;
      rows.push(...(data as Float32Array).slice((start + from) * dim, (start + to) * dim));
    }
    return rows;
  }

  /** The rows of new.*, and the same rows of present.*. */
  function newAndPresent(outputs: Tensors, from: number, to: number): [unknown, unknown][] {
    return caches.map(({ name, heads, dim }) => {
      const added = outputs[name.replace('present', 'new')]!;
      expect(added.dims).toEqual([1, heads, to - from, dim]);
      return [rowsOf(added, 0, to - from), rowsOf(outputs[name]!, from, to)];
    });
  }

  test('are the last rows of present.* when the past is exactly as long as the mask says', async () => {
    const first = await run([300, 301, 302], emptyPast(0), 0);
    for (const [added, present] of newAndPresent(first, 0, 3)) expect(added).toEqual(present);
    const second = await run([400, 401, 402, 403], first, 3);
    for (const [added, present] of newAndPresent(second, 3, 7)) expect(added).toEqual(present);
  });

  test('are the rows after the past when the buffers are longer than their content', async () => {
    const first = await run([300, 301, 302], emptyPast(16), 0);
    const second = await run([400], first, 3);
    const { heads, dim } = modelShape;
    expect(second['present.0.key']!.dims).toEqual([1, heads, 16, dim]);
    for (const [added, present] of newAndPresent(second, 3, 4)) expect(added).toEqual(present);
  });
});
