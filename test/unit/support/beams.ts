import type { AnswerRules, DecodedText } from '../../../src/core/decode/answer.js';
import { beamSearch, type BeamDecoding } from '../../../src/core/decode/beamSearch.js';
import { prefill } from '../../../src/core/model/prefill.js';
import type { FunctionModel } from './models.js';
import { logprobsAfter } from './recomputed.js';

/** Searches after a prompt; the rules are made afresh, since constraints have a state. */
export async function searched(
  model: FunctionModel,
  prompt: readonly number[],
  rules: AnswerRules,
  options: Pick<BeamDecoding, 'strategy' | 'top' | 'forcedTokens' | 'isCancelled' | 'onFollowed'>,
): Promise<DecodedText[]> {
  const { logits } = (await prefill(model, prompt, 8, () => false))!;
  return beamSearch(model, logits, { ...rules, ...options });
}

/** A finished text: its tokens and what it is ranked by. */
export interface Scored {
  readonly ids: readonly number[];
  readonly score: number;
}

export const scoredOf = (found: readonly DecodedText[]): Scored[] =>
  found.map(({ tokens, score }) => ({ ids: tokens.map(({ id }) => id), score }));

/** Inputs of a search by the definition. */
interface Search {
  readonly model: FunctionModel;
  readonly prompt: readonly number[];
  readonly strategy: BeamDecoding['strategy'];
  /** The most tokens of a text. */
  readonly limit: number;
  /** Whether a token ends the text without being part of it. */
  readonly isEnd: (id: number) => boolean;
  /** Whether a token may follow these. */
  readonly mayFollow?: (id: number, ids: readonly number[]) => boolean;
}

interface Path {
  readonly ids: readonly number[];
  readonly sum: number;
  readonly isGreedy: boolean;
}

/**
 * Beam search by its definition: every probability from scratch, no cache, nothing cut short unless it may be. The most
 * probable token after the greedy path comes first, then the most probable paths of all.
 */
export function searchedByDefinition({
  model,
  prompt,
  strategy,
  limit,
  isEnd,
  mayFollow = () => true,
}: Search): Scored[] {
  const { width, lengthPenalty, earlyStopping } = strategy;
  const finished: Scored[] = [];
  const finish = (ids: readonly number[], sum: number, length: number): void => {
    if (finished.some((known) => String(known.ids) === String(ids))) return;
    finished.push({ ids, score: sum / length ** lengthPenalty });
  };

  let paths: readonly Path[] = [{ ids: [], sum: 0, isGreedy: true }];
  while (paths.length > 0) {
    const longer = paths.flatMap((path) =>
      logprobsAfter(model, [...prompt, ...path.ids]).flatMap((logprob, id) =>
        mayFollow(id, path.ids) ? [{ parent: path, id, logprob, sum: path.sum + logprob }] : [],
      ),
    );
    const ofGreedy = longer.filter(({ parent }) => parent.isGreedy).sort((a, b) => b.logprob - a.logprob);
    const greedy = ofGreedy.slice(0, 1);
    const others = longer.filter((one) => one !== greedy[0]).sort((a, b) => b.sum - a.sum);
    const kept: Path[] = [];
    for (const { parent, id, sum } of [...greedy, ...others].slice(0, width)) {
      const ids = [...parent.ids, id];
      if (isEnd(id)) finish(parent.ids, sum, ids.length);
      else if (ids.length === limit) finish(ids, sum, ids.length);
      else kept.push({ ids, sum, isGreedy: parent.isGreedy && id === greedy[0]?.id });
    }
    if (earlyStopping && finished.length >= width && !kept.some(({ isGreedy }) => isGreedy)) break;
    // A context that holds the prompt and n tokens gives one more token, which is not fed.
    paths = kept.filter(({ ids }) => prompt.length + ids.length <= model.contextLength);
    for (const { ids, sum } of kept) {
      if (prompt.length + ids.length > model.contextLength) finish(ids, sum, ids.length);
    }
  }
  return finished.sort((a, b) => b.score - a.score).slice(0, width);
}
