/**
 * A longer prompt helps little, and its prefill is paid each time the cursor jumps. In tokens.
 */
const maxPromptTokens = 2048;

/** The share of a prompt that the text after the cursor may take. */
export const suffixShare = 0.22;
/** The shares of other files: the maximum, as in training, and that where the document could fill the rest. */
export const snippetShares = { max: 0.45, min: 0.25 };
/** The start of the prefix moves in steps of this share of its room, so that typing does not move it. */
const dropShare = 0.25;

/**
 * The maximum tokens of a prompt. Even a long answer leaves it at least half of the context.
 *
 * @param contextTokens of prompt and answer together.
 * @param answerTokens maximum of the answer.
 */
export const promptBudget = (contextTokens: number, answerTokens: number): number =>
  Math.min(maxPromptTokens, Math.max(contextTokens - answerTokens, contextTokens >> 1));

/**
 * The index at which the end of a prefix that fits begins, in tokens or in characters. It moves only in steps, and then
 * to the start of a line where one is near: between two steps a keystroke only appends.
 *
 * @param lineEndIn the first line end at `from` or after it and before `to`, counted from `from`; -1 for none.
 */
export function prefixStart(length: number, room: number, lineEndIn: (from: number, to: number) => number): number {
  if (length <= room) return 0;
  const step = Math.max(1, Math.floor(room * dropShare));
  const dropped = Math.ceil((length - room) / step) * step;
  return dropped + lineEndIn(dropped, dropped + (step >> 1)) + 1;
}
