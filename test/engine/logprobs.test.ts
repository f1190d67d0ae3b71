import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/loadModel.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

/** ln p(id) among the ids for which `isAllowed` holds. */
function logprobOf(logits: Float32Array, id: number, isAllowed: (id: number) => boolean): number {
  let sum = 0;
  for (let other = 0; other < logits.length; other++) if (isAllowed(other)) sum += Math.exp(logits[other]!);
  return logits[id]! - Math.log(sum);
}

/** Whether a token may come while `missing` has yet to be spelled: the slow way. */
function fits(bytes: Uint8Array, missing: Buffer): boolean {
  if (missing.length === 0) return true;
  const shared = Math.min(bytes.length, missing.length);
  return bytes.length > 0 && Buffer.from(bytes).subarray(0, shared).equals(missing.subarray(0, shared));
}

/**
 * The logprobs of the tokens that the last completion left in the cache, recomputed by one forward over all of them.
 * The last token of an answer is not among them: nobody asked what comes after it.
 *
 * @param piece what healing took off the prompt.
 */
async function recompute({ model, vocabulary }: LoadedModel, promptLength: number, piece: string): Promise<number[]> {
  const ids = model.tokens.slice();
  const answer = ids.slice(promptLength);
  model.truncate(0);
  const rows = (await model.forward(ids, answer.length + 1)).slice();
  let missing = Buffer.from(piece);
  return answer.map((id, i) => {
    const row = rows.subarray(i * model.vocabSize, (i + 1) * model.vocabSize);
    const logprob = logprobOf(row, id, (other) => fits(vocabulary.bytes(other), missing));
    missing = missing.subarray(vocabulary.bytes(id).length);
    return logprob;
  });
}

const strategies = { greedy, sampled: sampled(11) };

const cases = snippets.flatMap(({ path }, i) =>
  (['greedy', 'sampled'] as const).map((kind) => ({ path, kind, snippet: snippets[i]! })),
);

test.each(cases)(
  'logprobs are those of one forward over prompt and answer: $path, $kind',
  async ({ snippet, kind }) => {
    const text = keyByKey(snippet).at(-1)!;
    const piece = / ?(\w+|[^\w\s]+)$|[ \t]+$/.exec(text.split('‸')[0]!)![0];
    const request = requestAt(text, { path: snippet.path, mode: 'free', strategy: strategies[kind] });
    const answer = (await completeCold(loaded, request))!;

    // The last token was never fed, and an answer that ran in a loop is cut: compare what both have.
    const ids = loaded.model.tokens.slice(answer.timings.promptTokens);
    const spelled = Buffer.concat(ids.map((id) => loaded.vocabulary.bytes(id))).toString();
    const shared = Math.min(spelled.length, piece.length + answer.text.length);
    expect(spelled.slice(0, shared)).toBe((piece + answer.text).slice(0, shared));

    const expected = await recompute(loaded, answer.timings.promptTokens, piece);
    const differences = answer.tokens
      .slice(0, expected.length)
      .map(({ logprob }, i) => Math.abs(logprob - expected[i]!));
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter((difference) => !(difference < 1e-3))).toEqual([]);
  },
);
