import { decode } from '../../src/core/decode/decode.js';
import { prefill } from '../../src/core/model/prefill.js';
import { compileSampler } from '../../src/core/sampling/compileSampler.js';
import { atLimit } from '../../src/core/decode/stops/stop.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { loadModel, type LoadedModel } from '../../src/engine/load/loadModel.js';
import { serve } from './serve.js';
import type { EngineUnderTest, LoadOptions, BenchAnswer, BenchTask } from './protocol.js';

const never = (): boolean => false;

/** Inkling's prefill and decoding loop on token ids, without thread and text: for random weights. */
class InklingLoop implements EngineUnderTest {
  private loaded: LoadedModel | undefined;

  async load({ folder, threads }: LoadOptions): Promise<{ version: string }> {
    this.loaded = await loadModel(modelPlatform, { folder, threads }, () => undefined);
    return { version: 'this repository' };
  }

  async run({ prompt, count, isCold }: BenchTask): Promise<BenchAnswer> {
    const { model, vocabulary, prefillChunk } = this.loaded!;
    if (isCold) model.truncate(0);
    const startMs = performance.now();
    const { logits, reused } = (await prefill(model, prompt, prefillChunk, never))!;
    const forwardsBefore = model.forwards;
    const sampler = compileSampler({ kind: 'greedy' }, model.vocabSize);
    const running = decode(model, logits, { vocabulary, sampler, stop: [atLimit(count)] });
    let step = await running.next();
    const firstMs = performance.now() - startMs;
    const ids: number[] = [];
    for (; !step.done; step = await running.next()) ids.push(step.value.id);
    const totalMs = performance.now() - startMs;
    return {
      firstMs,
      totalMs,
      decodeMs: totalMs - firstMs,
      chosen: ids.length,
      healed: 0,
      ids,
      reused,
      forwards: model.forwards - forwardsBefore,
      drafts: {},
    };
  }

  dispose(): Promise<void> {
    return this.loaded!.dispose();
  }
}

serve(() => new InklingLoop());
