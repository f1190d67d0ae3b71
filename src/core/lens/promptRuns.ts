import type { PromptToken } from '../completion.js';
import type { PromptPartName } from '../prompt/assemble.js';

/** Tokens of one part that stand together. */
export interface PromptRun {
  readonly part: PromptPartName;
  readonly tokens: readonly PromptToken[];
}

/** A prompt's tokens by its parts, in their order; a part may come several times, as marks do. */
export function runsOf(tokens: readonly PromptToken[]): PromptRun[] {
  const runs: { part: PromptPartName; tokens: PromptToken[] }[] = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    if (last?.part === token.part) last.tokens.push(token);
    else runs.push({ part: token.part, tokens: [token] });
  }
  return runs;
}
