import { allOf } from '../../src/core/decode/constraints/constraint.js';
import { mustBeginWith } from '../../src/core/decode/constraints/mustBeginWith.js';
import { openBrackets } from '../../src/core/decode/constraints/openBrackets.js';
import { workspaceOnlyFeatureCount } from '../../src/core/mixture/features.js';
import { sigmoid } from '../../src/core/mixture/network.js';
import type { MixtureParameters, WorkspaceOnlyParameters } from '../../src/core/mixture/parameters.js';
import {
  workspaceOnlyDecode,
  type OnWorkspaceOnlyStep,
  type WorkspaceOnlyText,
} from '../../src/core/mixture/workspaceOnlyDecode.js';
import { NextTokenCounts } from '../../src/core/mixture/nextTokenCounts.js';
import { MatchBuffer } from '../../src/core/workspace/matchBuffer.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { nearbyText } from '../../src/engine/worker/nearbyText.js';
import { stopRules } from '../../src/engine/worker/stopRules.js';
import { Adam } from './adam.js';
import type { FitPosition } from './collect.js';
import { cosine } from './fitMixture.js';
import type { Weighing } from './mixtureLoss.js';
import { Network, scaleOf } from './network.js';

/** So many of the texts that are shown without the model are to be right to the line's end. */
const wantedPrecision = 0.9;

interface Judged {
  readonly features: Float64Array;
  readonly isRight: boolean;
}

function decodeAt(
  { vocabulary, bracketTokens }: LoadedModel,
  { prompt, request, find }: FitPosition,
  parameters: MixtureParameters,
  counts: NextTokenCounts,
  onStep?: OnWorkspaceOnlyStep,
): WorkspaceOnlyText | undefined {
  const near = nearbyText(prompt.prefix, prompt.suffix);
  return workspaceOnlyDecode({
    vocabulary,
    parameters,
    answerContext: { before: prompt.before, promptLength: prompt.tokens.length },
    find,
    matches: new MatchBuffer(512),
    counts,
    stop: stopRules(request, near, () => false),
    constraint: allOf(
      mustBeginWith(vocabulary, prompt.piece),
      openBrackets(bracketTokens, { ...near, path: request.path, piece: prompt.piece }),
    ),
    skipBytes: prompt.piece.length,
    ...(onStep ? { onStep } : {}),
  });
}

const epochs = 400;
const firstRate = 0.03;
const hiddenUnits = 8;

/** Maximum likelihood of what was right and what was not. */
function learned(judged: readonly Judged[]): Pick<WorkspaceOnlyParameters, 'hidden' | 'output'> {
  const network = new Network(0, workspaceOnlyFeatureCount, hiddenUnits);
  const parameters = new Float64Array(network.size);
  const gradient = new Float64Array(network.size);
  network.begin(parameters, 1);
  const scale = scaleOf(workspaceOnlyFeatureCount, (take) => judged.forEach(({ features }) => take(features)));
  const adam = new Adam(network.size);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    gradient.fill(0);
    for (const { features, isRight } of judged) {
      const error = sigmoid(network.forward(parameters, features, scale)) - (isRight ? 1 : 0);
      network.backward(parameters, gradient, error / judged.length);
    }
    adam.step(parameters, gradient, firstRate * cosine(epoch, epochs));
  }
  return network.folded(parameters, scale);
}

/** What a threshold gives. */
export interface SureOutcome {
  readonly minimumProbability: number;
  readonly shown: number;
  readonly right: number;
}

/** Whole texts by their probability, and the lowest threshold above which enough of them are right. */
function thresholdOf(texts: readonly { probability: number; isRight: boolean }[]): SureOutcome {
  const sorted = [...texts].sort((a, b) => b.probability - a.probability);
  let outcome: SureOutcome = { minimumProbability: 1, shown: 0, right: 0 };
  let right = 0;
  sorted.forEach(({ probability, isRight }, i) => {
    if (isRight) right++;
    if (right >= wantedPrecision * (i + 1)) outcome = { minimumProbability: probability, shown: i + 1, right };
  });
  return outcome;
}

/** What all places give at a threshold. */
export function judgeSure(
  loaded: LoadedModel,
  places: readonly FitPosition[],
  parameters: MixtureParameters,
): SureOutcome {
  const { minimumProbability } = parameters.sure;
  const texts = sureTexts(loaded, places, parameters);
  return { minimumProbability, shown: texts.length, right: texts.filter(({ isRight }) => isRight).length };
}

function sureTexts(loaded: LoadedModel, places: readonly FitPosition[], parameters: MixtureParameters) {
  const counts = new NextTokenCounts(parameters, loaded.model.vocabSize);
  return places.flatMap((place) => {
    const sure = decodeAt(loaded, place, parameters, counts);
    if (!sure) return [];
    const all = sure.tokens.map(({ text }) => text).join('');
    const text = all.slice(0, sure.stop.keep).trimEnd();
    const wanted = place.hole.target.split('\n')[0]!.trimEnd();
    return [{ probability: sure.probability, isRight: text === wanted }];
  });
}

/**
 * Fits how sure the workspace may be of a token, and from where on of a text.
 *
 * @param places those that it learns from.
 * @param heldOut those that decide about the threshold: on its own places a fit is surer than it should be.
 */
export function fitSure(
  loaded: LoadedModel,
  places: readonly FitPosition[],
  heldOut: readonly FitPosition[],
  weighing: Weighing,
): WorkspaceOnlyParameters {
  const unsure: WorkspaceOnlyParameters = { hidden: [], output: [0], minimumProbability: 0 };
  const counts = new NextTokenCounts(weighing, loaded.model.vocabSize);
  const judged: Judged[] = [];
  for (const place of places) {
    let at = 0;
    decodeAt(loaded, place, { version: 1, ...weighing, sure: unsure }, counts, (features, id) => {
      const isRight = id === place.target[at++];
      judged.push({ features: features.slice(), isRight });
      return isRight;
    });
  }
  const layers = learned(judged);
  const open: MixtureParameters = { version: 1, ...weighing, sure: { ...layers, minimumProbability: 0 } };
  return { ...layers, minimumProbability: thresholdOf(sureTexts(loaded, heldOut, open)).minimumProbability };
}
