import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { expectedTokens, healedPiece } from './support/recomputed.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const strategies = { greedy, sampled: sampled(11) };

const cases = snippets.flatMap(({ path }, i) =>
  (['greedy', 'sampled'] as const).map((kind) => ({ path, kind, snippet: snippets[i]! })),
);

test.each(cases)(
  'logprobs are those of one forward over prompt and answer: $path, $kind',
  async ({ snippet, kind }) => {
    const text = keyByKey(snippet).at(-1)!;
    const request = requestAt(text, { path: snippet.path, mode: 'free', strategy: strategies[kind] });
    const piece = healedPiece(request.prefix);
    const answer = (await completeCold(loaded, request))!;

    // The last token was never fed, and an answer that ran in a loop is cut: compare what both have.
    const ids = loaded.model.tokens.slice(answer.timings.promptTokens);
    const spelled = Buffer.concat(ids.map((id) => loaded.vocabulary.bytes(id))).toString();
    const shared = Math.min(spelled.length, piece.length + answer.text.length);
    expect(spelled.slice(0, shared)).toBe((piece + answer.text).slice(0, shared));

    const expected = await expectedTokens(loaded, answer.timings.promptTokens, request);
    const differences = answer.tokens.slice(0, expected.length).map(({ logprob }, i) => {
      const { id, distribution } = expected[i]!;
      return Math.abs(logprob - Math.log(new Map(distribution).get(id)!));
    });
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter((difference) => !(difference < 1e-3))).toEqual([]);
  },
);
