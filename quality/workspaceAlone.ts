import type { Completion } from '../src/core/result.js';
import type { CompletionRequest } from '../src/core/request.js';

/** Whoever completes. */
export interface Completer {
  complete(request: CompletionRequest): Promise<Completion | undefined>;
}

/**
 * Answers with what the workspace alone has to say: a text ends before the first token that nothing in the workspace
 * goes on with. The request has to ask for alternatives, as only then tokens say where they come from.
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
