import { Answer, type AnswerRules, type Token } from '../decode/answer.js';
import { isOwnEnd, type Stop } from '../decode/stops/stop.js';
import type { TokenSet } from '../model/tokenSet.js';
import { supportOf, type MatchBuffer, type TokenSupport } from '../workspace/matchBuffer.js';
import { workspaceOnlyFeatureCount, workspaceOnlyFeatures } from './features.js';
import { contextOf, type AnswerContext } from './mixedModel.js';
import type { FindMatches } from './mixture.js';
import { workspaceTokenProbability } from './network.js';
import type { MixtureParameters } from './parameters.js';
import type { NextTokenCounts } from './nextTokenCounts.js';

/** A text that the workspace alone gives with enough confidence. */
export interface WorkspaceOnlyText {
  readonly tokens: readonly Token[];
  /** For each token the positions that support it. */
  readonly support: readonly TokenSupport[];
  readonly stop: Stop;
  /** The probability that all of it is right. */
  readonly probability: number;
}

/** One step of it, for fitting the parameters. */
export type OnWorkspaceOnlyStep = (features: Float64Array, id: number) => boolean;

/** Drops the positions whose token is not allowed. */
function keepAllowed(matches: MatchBuffer, allowed: TokenSet | undefined): void {
  if (!allowed) return;
  const named = new Set(allowed.ids);
  let kept = 0;
  for (let i = 0; i < matches.count; i++) {
    if (named.has(matches.tokens[i]!) !== (allowed.kind === 'only')) continue;
    matches.tokens[kept] = matches.tokens[i]!;
    matches.lengths[kept] = matches.lengths[i]!;
    matches.kinds[kept] = matches.kinds[i]!;
    matches.paths[kept++] = matches.paths[i];
  }
  matches.count = kept;
}

/** Everything that decides what is decoded from the workspace alone. */
interface WorkspaceOnlyDecoding extends AnswerRules {
  readonly parameters: MixtureParameters;
  readonly answerContext: AnswerContext;
  readonly find: FindMatches;
  /** Buffers, reused. */
  readonly matches: MatchBuffer;
  readonly counts: NextTokenCounts;
  /** Decides instead of the parameters whether to continue after a step. */
  readonly onStep?: OnWorkspaceOnlyStep;
}

/**
 * Decodes greedily from the workspace alone, without a forward: as long as the whole text is probable enough, by a
 * fitted estimate for each step. A text that does not end by itself is not returned.
 */
export function workspaceOnlyDecode(decoding: WorkspaceOnlyDecoding): WorkspaceOnlyText | undefined {
  const { parameters, answerContext, find, matches, counts, onStep, ...rules } = decoding;
  const { sure } = parameters;
  const answer = new Answer(rules);
  const features = new Float64Array(workspaceOnlyFeatureCount);
  const ids: number[] = [];
  const tokens: Token[] = [];
  const support: TokenSupport[] = [];
  for (let probability = 1; ;) {
    matches.count = 0;
    const context = contextOf({ before: answerContext.before, promptLength: 0 }, ids, ids.length);
    find(context, matches);
    keepAllowed(matches, answer.allowed());
    if (matches.count === 0) return undefined;
    counts.take(matches);
    workspaceOnlyFeatures(matches, counts, ids.length, features);
    const id = counts.best;
    const tokenProbability = workspaceTokenProbability(sure, features);
    probability *= tokenProbability;
    if (onStep ? !onStep(features, id) : probability < sure.minimumProbability) return undefined;
    const { token, stop } = answer.take({ id, logprob: Math.log(tokenProbability) });
    if (token) tokens.push(token);
    if (token) support.push(supportOf(matches, id));
    ids.push(id);
    // A control token is no text of a file, so it ends nothing here.
    if (stop)
      return isOwnEnd(stop.reason) && stop.reason !== 'end' ? { tokens, support, stop, probability } : undefined;
  }
}
