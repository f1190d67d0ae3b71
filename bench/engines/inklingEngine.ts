import { join } from 'node:path';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { Engine } from '../../src/engine/engine.js';
import { serve } from './serve.js';
import type { EngineUnderTest, LoadOptions, BenchAnswer, BenchTask } from './protocol.js';

/** How many tokens were chosen for an answer, the one that ended it included. */
function chosenFor({ strategy }: CompletionRequest, count: number, { tokens, timings }: Completion): number {
  switch (strategy.kind) {
    case 'greedy':
      // Speculation or not, greedy text is the one that was counted, unless other weights ended it sooner; only what heals
      // comes on top.
      return Math.min(count + healedIn(tokens), tokens.length + 1);
    case 'sample':
      return 1 + timings.forwards;
    case 'beam':
      return tokens.length;
  }
}

const healedIn = (tokens: Completion['tokens']): number => tokens.filter(({ text }) => text === '').length;

/** Inkling as the editor has it: text to its worker thread, text back. */
class InklingEngine implements EngineUnderTest {
  private engine: Engine | undefined;

  async load({ folder, threads, draftFolder }: LoadOptions): Promise<{ version: string }> {
    this.engine = new Engine({
      workerFile: join(__dirname, 'worker.cjs'),
      modelOptions: () => ({ folder, threads, ...(draftFolder === undefined ? {} : { draftFolder }) }),
    });
    await this.engine.ready();
    return { version: 'this repository' };
  }

  /** A cold task needs a prompt of its own: what it shares with the one before is used, and reported. */
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
