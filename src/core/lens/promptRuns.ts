import type { PromptToken } from '../completion.js';
import type { PromptPartName } from '../prompt/assemble.js';

/** Tokens of one part that stand together. */
export interface PromptRun {
  readonly part: PromptPartName;
  /** The file that they are from, if that is another one. */
  readonly path?: string;
  readonly tokens: readonly PromptToken[];
}

/** A prompt's tokens by its parts, in their order; a part may come several times, as marks and other files do. */
export function runsOf(tokens: readonly PromptToken[]): PromptRun[] {
  const runs: (PromptRun & { readonly tokens: PromptToken[] })[] = [];
  for (const token of tokens) {
    const { part, path } = token;
    const last = runs.at(-1);
    if (last?.part === part && last.path === path) last.tokens.push(token);
    else runs.push({ part, ...(path === undefined ? {} : { path }), tokens: [token] });
  }
  return runs;
}
