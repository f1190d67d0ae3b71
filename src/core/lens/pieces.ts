import type { CompletedToken, PromptToken } from '../result.js';
import type { PromptPartName } from '../prompt/assemble.js';

/** A token for display: the part that was already typed, and the part that it adds to the text. */
export interface Piece {
  readonly typed: string;
  readonly text: string;
}

/** The whole text of a token; its part of the answer is less where it was healed, or where the text was cut. */
export const spelled = ({ id, text, alternatives }: CompletedToken): string =>
  alternatives?.find((alternative) => alternative.id === id)?.text ?? text;

/**
 * Separates what was healed from what is new.
 *
 * @param healed the text that the first tokens had to spell again.
 */
export function piecesOf(tokens: readonly CompletedToken[], healed: string): Piece[] {
  let missing = healed;
  return tokens.map((token) => {
    const whole = spelled(token);
    const typed = missing.startsWith(whole) ? whole : whole.startsWith(missing) ? missing : '';
    missing = missing.slice(typed.length);
    return { typed, text: token.text };
  });
}

/** The text that the first tokens spell in addition to their parts of the answer. */
export function healedBy(tokens: readonly CompletedToken[]): string {
  let healed = '';
  for (const token of tokens) {
    const whole = spelled(token);
    if (whole === token.text || !whole.endsWith(token.text)) break;
    healed += whole.slice(0, whole.length - token.text.length);
  }
  return healed;
}

/** The text of a prompt before the cursor, as far as its tokens have it. */
export const textOfPrefix = (prompt: readonly { readonly text: string; readonly part: string }[]): string =>
  prompt.flatMap(({ part, text }) => (part === 'prefix' ? [text] : [])).join('');

/** The text before the token at `index`: that before the first one, and the tokens between. */
export const textBefore = (before: string, tokens: readonly CompletedToken[], index: number): string =>
  [before, ...tokens.slice(0, index).map(spelled)].join('');

/** Consecutive tokens of one part. */
export interface PromptRun {
  readonly part: PromptPartName;
  /** Path of their file, if that is another one. */
  readonly path?: string;
  readonly tokens: readonly PromptToken[];
}

/**
 * Groups a prompt's tokens by part, in their order; a part may come several times, as control tokens and other files
 * do.
 */
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
