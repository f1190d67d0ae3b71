import type { Completion } from '../src/core/result.js';
import type { CompletionRequest } from '../src/core/request.js';
import type { Completer } from './workspaceAlone.js';

/**
 * Asks each question once. What differs only behind the engine, such as a rule for texts, is measured on the very same
 * answers, and costs no time. A remembered answer says that nothing had to be read for it.
 */
export class RememberedAnswers implements Completer {
  private readonly answers = new Map<string, Completion>();

  constructor(private readonly completer: Completer) {}

  async complete(request: CompletionRequest): Promise<Completion | undefined> {
    const key = JSON.stringify(request);
    const known = this.answers.get(key);
    if (known) return { ...known, timings: { ...known.timings, reusedTokens: known.timings.promptTokens } };
    const completion = await this.completer.complete(request);
    if (completion) this.answers.set(key, completion);
    return completion;
  }
}
