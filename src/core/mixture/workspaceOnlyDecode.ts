import { Answer, type AnswerRules, type Token } from '../decode/answer.js';
import type { Stop } from '../decode/stops/stop.js';
import type { TokenSet } from '../model/tokenSet.js';
import { supportOf, type MatchBuffer, type TokenSupport } from '../workspace/matchBuffer.js';
import { sureFeatureCount, sureFeatures } from './features.js';
import { contextOf, type AnswerPlace } from './mixedModel.js';
import type { FindMatches } from './mixture.js';
import { workspaceTokenProbability } from './network.js';
import type { MixtureParameters } from './parameters.js';
import type { NextTokenCounts } from './nextTokenCounts.js';

/** A text that the workspace alone is sure of. */
export interface SureText {
  readonly tokens: readonly Token[];
  /** For each token the places that say it. */
  readonly support: readonly TokenSupport[];
  readonly stop: Stop;
  /** That all of it is right. */
  readonly probability: number;
}

/** One step of it, for whoever fits the parameters. */
export type OnSureStep = (features: Float64Array, id: number) => boolean;

/** Drops the places whose token is not allowed. */
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

/** What a sure answer is made with. */
export interface SureDecoding extends AnswerRules {
  readonly parameters: MixtureParameters;
  readonly place: AnswerPlace;
  readonly find: FindMatches;
  /** Buffers, reused. */
  readonly matches: MatchBuffer;
  readonly counts: NextTokenCounts;
  /** Decides in the place of the parameters whether to go on after a step. */
  readonly onStep?: OnSureStep;
}

/**
 * Decodes greedily from the workspace alone, without a forward: for as long as the whole text is probable enough, by a
 * fitted judgement of each step. A text that does not come to an end of its own is none.
 */
export function workspaceOnlyDecode(decoding: SureDecoding): SureText | undefined {
  const { parameters, place, find, matches, counts, onStep, ...rules } = decoding;
  const { sure } = parameters;
  const answer = new Answer(rules);
  const features = new Float64Array(sureFeatureCount);
  const ids: number[] = [];
  const tokens: Token[] = [];
  const support: TokenSupport[] = [];
  for (let probability = 1; ;) {
    matches.count = 0;
    const context = contextOf({ before: place.before, promptLength: 0 }, ids, ids.length);
    find(context, matches);
    keepAllowed(matches, answer.allowed());
    if (matches.count === 0) return undefined;
    counts.take(matches);
    sureFeatures(matches, counts, ids.length, features);
    const id = counts.best;
    const isRight = workspaceTokenProbability(sure, features);
    probability *= isRight;
    if (onStep ? !onStep(features, id) : probability < sure.minimumProbability) return undefined;
    const { token, stop } = answer.take({ id, logprob: Math.log(isRight) });
    if (token) tokens.push(token);
    if (token) support.push(supportOf(matches, id));
    ids.push(id);
    if (stop) return isOwnEnd(stop) ? { tokens, support, stop, probability } : undefined;
  }
}

/** Whether the text came to its end, and was not cut off. */
const isOwnEnd = ({ reason }: Stop): boolean => reason === 'newline' || reason === 'suffix' || reason === 'block';
