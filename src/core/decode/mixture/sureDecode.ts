import { Answer, type Rules, type Token } from '../answer.js';
import type { Stop } from '../stops/stop.js';
import type { TokenSet } from '../tokenSet.js';
import { supportOf, type Evidence, type Support } from '../../workspace/evidence.js';
import { sureFeatureCount, sureFeatures } from './features.js';
import { contextOf, type AnswerPlace } from './mixedModel.js';
import type { FindMatches } from './mixture.js';
import { tokenProbability } from './network.js';
import type { MixtureParameters } from './parameters.js';
import type { Tally } from './tally.js';

/** A text that the workspace alone is sure of. */
export interface SureText {
  readonly tokens: readonly Token[];
  /** For each token the places that say it. */
  readonly support: readonly Support[];
  readonly stop: Stop;
  /** That all of it is right. */
  readonly probability: number;
}

/** One step of it, for whoever fits the parameters. */
export type OnSureStep = (features: Float64Array, id: number) => boolean;

/** Drops the places whose token is not allowed. */
function keepAllowed(evidence: Evidence, allowed: TokenSet | undefined): void {
  if (!allowed) return;
  const named = new Set(allowed.ids);
  let kept = 0;
  for (let i = 0; i < evidence.count; i++) {
    if (named.has(evidence.tokens[i]!) !== (allowed.kind === 'only')) continue;
    evidence.tokens[kept] = evidence.tokens[i]!;
    evidence.lengths[kept] = evidence.lengths[i]!;
    evidence.kinds[kept] = evidence.kinds[i]!;
    evidence.paths[kept++] = evidence.paths[i];
  }
  evidence.count = kept;
}

/** What a sure answer is made with. */
export interface SureDecoding extends Rules {
  readonly parameters: MixtureParameters;
  readonly place: AnswerPlace;
  readonly find: FindMatches;
  /** Buffers, reused. */
  readonly evidence: Evidence;
  readonly tally: Tally;
  /** Decides in the place of the parameters whether to go on after a step. */
  readonly onStep?: OnSureStep;
}

/**
 * Decodes greedily from the workspace alone, without a forward: for as long as the whole text is probable enough, by a
 * fitted judgement of each step. A text that does not come to an end of its own is none.
 */
export function sureDecode(decoding: SureDecoding): SureText | undefined {
  const { parameters, place, find, evidence, tally, onStep, ...rules } = decoding;
  const { sure } = parameters;
  const answer = new Answer(rules);
  const features = new Float64Array(sureFeatureCount);
  const ids: number[] = [];
  const tokens: Token[] = [];
  const support: Support[] = [];
  for (let probability = 1; ;) {
    evidence.count = 0;
    const context = contextOf({ before: place.before, promptLength: 0 }, ids, ids.length);
    find(context, evidence);
    keepAllowed(evidence, answer.allowed());
    if (evidence.count === 0) return undefined;
    tally.take(evidence);
    sureFeatures(evidence, tally, ids.length, features);
    const id = tally.best;
    const isRight = tokenProbability(sure, features);
    probability *= isRight;
    if (onStep ? !onStep(features, id) : probability < sure.minimumProbability) return undefined;
    const { token, stop } = answer.take({ id, logprob: Math.log(isRight) });
    if (token) tokens.push(token);
    if (token) support.push(supportOf(evidence, id));
    ids.push(id);
    if (stop) return isOwnEnd(stop) ? { tokens, support, stop, probability } : undefined;
  }
}

/** Whether the text came to its end, and was not cut off. */
const isOwnEnd = ({ reason }: Stop): boolean => reason === 'newline' || reason === 'suffix' || reason === 'block';
