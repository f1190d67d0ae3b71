import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonLength } from '../../src/core/model/prefill.js';
import type { LlamaModule, LlamaSequence, TokenPredictor } from './llamaTypes.js';
import { serve } from './serve.js';
import type { EngineUnderTest, LlamaOptions, LoadOptions, BenchAnswer, BenchTask } from './protocol.js';

const installed = resolve(__dirname, '..', '..', 'bench', 'node_modules', 'node-llama-cpp');

/** llama.cpp through node-llama-cpp: the same weights as GGUF, token ids in and out. */
class LlamaCpp implements EngineUnderTest {
  private sequence: LlamaSequence | undefined;
  private predictor: TokenPredictor | undefined;
  private options: LlamaOptions | undefined;
  private release: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly library: LlamaModule) {}

  async load({ gguf, threads, contextLength, llama: options }: LoadOptions): Promise<{ version: string }> {
    const { getLlama, InputLookupTokenPredictor } = this.library;
    const llama = await getLlama({ gpu: false, build: 'never', maxThreads: threads, logLevel: 'error' });
    const model = await llama.loadModel({ modelPath: gguf! });
    const context = await model.createContext({
      contextSize: contextLength,
      threads: { ideal: threads, min: threads },
      flashAttention: options!.flashAttention,
    });
    this.predictor = options!.looksUp ? new InputLookupTokenPredictor() : undefined;
    this.sequence = context.getSequence(this.predictor && { tokenPredictor: this.predictor });
    this.options = options;
    this.release = () => llama.dispose();
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
    return { version };
  }

  async run({ prompt, count, isCold, sampled }: BenchTask): Promise<BenchAnswer> {
    const sequence = this.sequence!;
    if (isCold) await sequence.clearHistory();
    const before = { ...this.counts() };
    const startMs = performance.now();
    this.predictor?.updateInputTokens(prompt);
    const reused = await this.keepCommon(prompt);
    const choice = sampled ?? { temperature: 0 };
    const ids: number[] = [];
    let firstMs = 0;
    for await (const id of sequence.evaluate(prompt.slice(reused), { ...choice, yieldEogToken: true })) {
      if (ids.push(id) === 1) firstMs = performance.now() - startMs;
      if (ids.length >= count) break;
    }
    const totalMs = performance.now() - startMs;
    const { validated, refuted } = this.counts();
    const accepted = validated - before.validated;
    const drafts = this.options!.looksUp
      ? { 'prompt look-up': { drafted: accepted + refuted - before.refuted, accepted } }
      : {};
    // Accepted tokens came without a separate forward.
    const forwards = Math.max(0, ids.length - 1 - accepted);
    const decodeMs = totalMs - firstMs;
    return { firstMs, totalMs, decodeMs, chosen: ids.length, healed: 0, ids, reused, forwards, drafts };
  }

  dispose(): Promise<void> {
    return this.release();
  }

  private counts(): LlamaSequence['tokenPredictions'] {
    return this.sequence!.tokenPredictions;
  }

  /** Keeps the common prefix with the prompt in the context, at most all but the last token; returns its length. */
  private async keepCommon(prompt: readonly number[]): Promise<number> {
    const { contextTokens } = this.sequence!;
    if (!this.options!.reusesPrefix) {
      await this.sequence!.clearHistory();
      return 0;
    }
    const kept = Math.min(commonLength(contextTokens, prompt), prompt.length - 1);
    if (kept < contextTokens.length) {
      await this.sequence!.eraseContextTokenRanges([{ start: kept, end: contextTokens.length }]);
    }
    return kept;
  }
}

serve(async () => {
  // The library is an ES module that can be resolved only from its own folder.
  const url = pathToFileURL(join(installed, 'dist', 'index.js')).href;
  return new LlamaCpp((await import(url)) as LlamaModule);
});
