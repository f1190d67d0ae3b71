import type { CompleteOptions } from '../src/core/completionEngine.js';
import type { Completion } from '../src/core/result.js';
import type { CompletionRequest } from '../src/core/request.js';

/** Answers completion requests: the engine, or a wrapper around one. */
export interface Completer {
  complete(request: CompletionRequest, options?: CompleteOptions): Promise<Completion | undefined>;
}

/**
 * Cuts answers to the part that the workspace alone supports: a text ends before the first token that no match in the
 * workspace continues with. The request has to ask for alternatives, since only then tokens report their source.
 */
export const onlyWorkspace = (completer: Completer): Completer => ({
  async complete(request) {
    const completion = await completer.complete(request);
    if (!completion) return undefined;
    const end = completion.tokens.findIndex(({ workspace }) => (workspace?.count ?? 0) === 0);
    if (end < 0) return completion;
    const tokens = completion.tokens.slice(0, end);
    const confidence = tokens.at(-1)?.confidence ?? 0;
    return { ...completion, tokens, confidence, text: tokens.map(({ text }) => text).join('') };
  },
});

/**
 * Caches answers by request. Variants that differ only after the engine, such as in a rule for texts, are measured on
 * the same answers, at no cost. A cached answer reports that its whole prompt was in the cache.
 */
export class CachingCompleter implements Completer {
  private readonly answers = new Map<string, Completion>();

  constructor(private readonly completer: Completer) {}

  async complete(request: CompletionRequest): Promise<Completion | undefined> {
    const key = JSON.stringify(request);
    const cached = this.answers.get(key);
    if (cached) return { ...cached, timings: { ...cached.timings, reusedTokens: cached.timings.promptTokens } };
    const completion = await this.completer.complete(request);
    if (completion) this.answers.set(key, completion);
    return completion;
  }
}
