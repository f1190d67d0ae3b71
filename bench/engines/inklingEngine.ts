import { join } from 'node:path';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { Engine } from '../../src/engine/engine.js';
import { serve } from './serve.js';
import type { EngineUnderTest, LoadOptions, BenchAnswer, BenchTask } from './protocol.js';
import { nodeWorker } from '../../src/engine/platform/node/nodeWorker.js';

/** The number of tokens chosen for an answer, including the one that ended it. */
function chosenFor({ strategy }: CompletionRequest, count: number, { tokens, timings }: Completion): number {
  switch (strategy.kind) {
    case 'greedy':
      // With and without speculation, greedy text is the one that was counted, unless other weights ended it sooner; only
      // tokens of healing are additional.
      return Math.min(count + healedIn(tokens), tokens.length + 1);
    case 'sample':
      return 1 + timings.forwards;
    case 'beam':
      return tokens.length;
  }
}

const healedIn = (tokens: Completion['tokens']): number => tokens.filter(({ text }) => text === '').length;

/** Inkling as in the editor: sends text to the worker thread, and gets text back. */
class InklingEngine implements EngineUnderTest {
  private engine: Engine | undefined;

  async load({ folder, threads, draftFolder }: LoadOptions): Promise<{ version: string }> {
    this.engine = new Engine({
      startWorker: nodeWorker(join(__dirname, 'worker.cjs')),
      modelOptions: () => ({ folder, threads, ...(draftFolder === undefined ? {} : { draftFolder }) }),
    });
    await this.engine.ready();
    return { version: 'this repository' };
  }

  /** A cold task needs a unique prompt: tokens shared with the one before are reused, and reported. */
  async run({ request, count }: BenchTask): Promise<BenchAnswer> {
    const startMs = performance.now();
    let firstMs: number | undefined;
    const completion = await this.engine!.complete(request!, {
      onText: () => (firstMs ??= performance.now() - startMs),
    });
    const totalMs = performance.now() - startMs;
    if (!completion) throw new Error('There was no answer.');
    const { timings, drafts } = completion;
    return {
      firstMs: firstMs ?? totalMs,
      totalMs,
      decodeMs: timings.decodeMs,
      chosen: chosenFor(request!, count, completion),
      healed: healedIn(completion.tokens),
      reused: timings.reusedTokens,
      forwards: timings.forwards,
      drafts,
    };
  }

  dispose(): Promise<void> {
    return this.engine!.dispose();
  }
}

serve(() => new InklingEngine());
