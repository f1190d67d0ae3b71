import { describe, expect, test } from 'vitest';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import type { Runtime } from '../../../src/engine/platform/runtime.js';
import { tryGpu } from '../../../src/engine/worker/gpuTrial.js';
import { agree, trialOf } from '../../../src/engine/worker/trial.js';
import { FunctionModel } from '../support/models.js';

const text = [1, 2, 3];
/** After each token the next higher one, of eight, by 2 of a logit; `off` is added to that of token 0. */
const counting = (off = 0): FunctionModel =>
  new FunctionModel(8, 64, (tokens) =>
    Array.from({ length: 8 }, (_, id) => (id === (tokens.at(-1)! + 1) % 8 ? 2 : 0) + (id === 0 ? off : 0)),
  );

describe('a trial', () => {
  test('feeds the most probable tokens one by one after the text', async () => {
    const model = counting();
    const { following, rows } = await trialOf(model, text, () => 0);
    expect(following).toEqual([4, 5, 6]);
    expect(rows).toHaveLength(4);
    expect(model.forwards.map(({ fed }) => fed)).toEqual([[1, 2, 3], [4], [5], [6]]);
  });

  test('leaves the cache as it was', async () => {
    const model = counting();
    await model.forward([7, 5], 0);
    await trialOf(model, text, () => 0);
    expect(model.tokens).toEqual([7, 5]);
  });

  test('agrees with another one when the logits differ by rounding only', async () => {
    const expected = await trialOf(counting(), text, () => 0);
    const found = async (off: number): Promise<boolean> =>
      agree(expected, await trialOf(counting(off), text, () => 0, expected.following));
    expect(await found(0.0001)).toBe(true);
    expect(await found(0.5)).toBe(false);
    expect(await found(Number.NaN)).toBe(false);
  });
});

/** A loaded model with another one for the GPU, and a clock that ticks with each of their forwards. */
function machine({ gpu, gpuTicks }: { gpu: FunctionModel; gpuTicks: number }) {
  const processor = counting();
  const released: string[] = [];
  const graph = { model: gpu, dispose: () => Promise.resolve(void released.push('gpu')) };
  const loaded = {
    model: processor,
    encode: () => text,
    openOn: () => Promise.resolve(graph),
    info: { name: 'counting', runtime: 'wasm' },
    dispose: () => Promise.resolve(void released.push('processor')),
  } as unknown as LoadedModel;
  const now = (): number => processor.forwards.length + gpuTicks * gpu.forwards.length;
  const alone = <T>(task: () => Promise<T>): Promise<T> => task();
  const openRuntime = (): Promise<Runtime> => Promise.resolve({ kind: 'webgpu' } as Runtime);
  return { loaded, released, gpu, parts: { alone, now, openRuntime, isRequired: false } };
}

describe('a model', () => {
  test('moves to a GPU that gives the same answers faster', async () => {
    const { loaded, released, gpu, parts } = machine({ gpu: counting(), gpuTicks: 0.5 });
    const outcome = await tryGpu(loaded, parts);
    if (!('moved' in outcome)) return expect.fail(outcome.staysBecause);
    const { moved } = outcome;
    expect([moved.model, moved.onProcessor, moved.info]).toEqual([
      gpu,
      loaded,
      { name: 'counting', runtime: 'webgpu' },
    ]);
    await moved.dispose();
    expect(released).toEqual(['gpu', 'processor']);
  });

  test('stays when the GPU is slower, unless it is required', async () => {
    const slow = machine({ gpu: counting(), gpuTicks: 2 });
    expect(await tryGpu(slow.loaded, slow.parts)).toEqual({ staysBecause: 'the GPU is slower' });
    expect(slow.released).toEqual(['gpu']);
    const required = await tryGpu(slow.loaded, { ...slow.parts, isRequired: true });
    expect('moved' in required).toBe(true);
  });

  test('stays when the GPU gives other answers, even where it is required', async () => {
    const wrong = machine({ gpu: counting(0.5), gpuTicks: 0.5 });
    const outcome = { staysBecause: 'different answers' };
    expect(await tryGpu(wrong.loaded, wrong.parts)).toEqual(outcome);
    expect(await tryGpu(wrong.loaded, { ...wrong.parts, isRequired: true })).toEqual(outcome);
    expect(wrong.released).toEqual(['gpu', 'gpu']);
  });

  test('releases the GPU when it fails', async () => {
    const failing = new FunctionModel(8, 64, () => {
      throw new Error('device lost');
    });
    const { loaded, released, parts } = machine({ gpu: failing, gpuTicks: 1 });
    await expect(tryGpu(loaded, parts)).rejects.toThrow('device lost');
    expect(released).toEqual(['gpu']);
  });

  test('stays when there is no GPU', async () => {
    const { loaded, parts } = machine({ gpu: counting(), gpuTicks: 1 });
    const none = { ...parts, openRuntime: () => Promise.resolve(undefined) };
    expect(await tryGpu(loaded, none)).toEqual({ staysBecause: 'no GPU' });
  });
});
