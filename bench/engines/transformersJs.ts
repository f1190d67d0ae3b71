import type * as Library from '@huggingface/transformers';
import { openModelFolder } from '../../src/engine/platform/node/modelFolder.js';
import { serve } from './serve.js';
import type { EngineUnderTest, LoadOptions, BenchAnswer, BenchTask } from './protocol.js';

/** End-of-text ids for `generate`; an id outside the vocabulary lets it continue to the requested number of tokens. */
const noEnd = [-1];

/** transformers.js as in its documentation: `generate()` on the same ONNX files, which reads each prompt in full. */
class TransformersJs implements EngineUnderTest {
  private model: Library.PreTrainedModel | undefined;

  constructor(private readonly library: typeof Library) {}

  async load({ folder, threads }: LoadOptions): Promise<{ version: string }> {
    const { AutoModelForCausalLM, env } = this.library;
    env.allowRemoteModels = false;
    env.useFSCache = false;
    const { dtype } = openModelFolder(folder);
    this.model = await AutoModelForCausalLM.from_pretrained(folder, {
      dtype,
      device: 'cpu',
      session_options: { intraOpNumThreads: threads },
    });
    return { version: env.version };
  }

  async run({ prompt, count, sampled }: BenchTask): Promise<BenchAnswer> {
    const { BaseStreamer, Tensor } = this.library;
    const length = prompt.length;
    const input_ids = new Tensor('int64', BigInt64Array.from(prompt, BigInt), [1, length]);
    const attention_mask = new Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]);
    const streamer = new BaseStreamer();
    let puts = 0;
    let firstMs = 0;
    // The streamer gets the prompt first.
    streamer.put = () => {
      if (++puts === 2) firstMs = performance.now() - startMs;
    };
    streamer.end = () => undefined;
    const choice = sampled
      ? { do_sample: true, temperature: sampled.temperature, top_k: sampled.topK, top_p: sampled.topP }
      : { do_sample: false };
    const startMs = performance.now();
    const output = await this.model!.generate({
      input_ids,
      attention_mask,
      max_new_tokens: count,
      eos_token_id: noEnd,
      streamer,
      ...choice,
    } as unknown as Parameters<Library.PreTrainedModel['generate']>[0]);
    const totalMs = performance.now() - startMs;
    const all = (output as Library.Tensor).data as BigInt64Array;
    const ids = Array.from(all.subarray(length), Number);
    return {
      firstMs,
      totalMs,
      decodeMs: totalMs - firstMs,
      chosen: ids.length,
      healed: 0,
      ids,
      reused: 0,
      forwards: ids.length - 1,
      drafts: {},
    };
  }

  async dispose(): Promise<void> {
    await this.model!.dispose();
  }
}

serve(async () => new TransformersJs(await import('@huggingface/transformers')));
