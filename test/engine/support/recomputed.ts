import type { CompletionRequest } from '../../../src/core/request.js';
import { openBrackets } from '../../../src/core/decode/constraints/openBrackets.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import { nearbyText } from '../../../src/core/prompt/nearbyText.js';

/** Probabilities by token id. */
export type Distribution = readonly (readonly [id: number, p: number])[];

/** A token of an answer, and the distribution that it was chosen from. */
export interface ExpectedToken {
  readonly id: number;
  readonly distribution: Distribution;
}

/** Whether a token may come while `missing` has yet to be spelled: the slow way. */
function fits(bytes: Uint8Array, missing: Buffer): boolean {
  if (missing.length === 0) return true;
  const shared = Math.min(bytes.length, missing.length);
  return bytes.length > 0 && Buffer.from(bytes).subarray(0, shared).equals(missing.subarray(0, shared));
}

/** The piece of a word, of punctuation or of whitespace that healing takes off a text. */
export const healedPiece = (before: string): string => / ?(\w+|[^\w\s]+)$|[ \t]+$/.exec(before)![0];

/** Softmax over the ids for which `isAllowed` holds. */
function softmax(logits: Float32Array, isAllowed: (id: number) => boolean): Distribution {
  const ids = Array.from(logits.keys()).filter(isAllowed);
  const sum = ids.reduce((total, id) => total + Math.exp(logits[id]!), 0);
  return ids.map((id) => [id, Math.exp(logits[id]!) / sum]);
}

/**
 * The tokens that the last completion left in the cache, recomputed by one forward over prompt and answer. The last
 * token of an answer is not among them: its successor was never computed.
 *
 * @param request the completed one. Its brackets limit the tokens, too; other tests cover which.
 */
export async function expectedTokens(
  { model, vocabulary, bracketTokens }: LoadedModel,
  promptLength: number,
  { prefix, suffix, path }: CompletionRequest,
): Promise<ExpectedToken[]> {
  const ids = model.tokens.slice();
  const answer = ids.slice(promptLength);
  model.truncate(0);
  const rows = (await model.forward(ids, answer.length + 1)).slice();
  let missing = Buffer.from(healedPiece(prefix));
  const brackets = openBrackets(bracketTokens, { ...nearbyText(prefix, suffix), path, piece: missing });
  return answer.map((id, i) => {
    const row = rows.subarray(i * model.vocabSize, (i + 1) * model.vocabSize);
    const forbidden = new Set(brackets.allowed()?.ids);
    const distribution = softmax(row, (other) => fits(vocabulary.bytes(other), missing) && !forbidden.has(other));
    brackets.accept(id);
    missing = missing.subarray(vocabulary.bytes(id).length);
    return { id, distribution };
  });
}
