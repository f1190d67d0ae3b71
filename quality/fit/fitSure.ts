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
import { nearbyText } from '../../src/core/prompt/nearbyText.js';
import { stopRules } from '../../src/core/decode/stops/stopRules.js';
import { Adam, Network, scaleOf } from './network.js';
import type { FitPosition } from './collect.js';
import { cosine } from './fitMixture.js';
import type { Weighing } from './mixtureLoss.js';

/** The share of texts shown without the model that has to be right to the line's end. */
const targetPrecision = 0.9;

interface LabeledStep {
  readonly features: Float64Array;
  readonly isRight: boolean;
}

interface DecodeParts {
  readonly loaded: LoadedModel;
  readonly position: FitPosition;
  readonly parameters: MixtureParameters;
  readonly counts: NextTokenCounts;
  readonly onStep?: OnWorkspaceOnlyStep;
}

function decodeAt({ loaded, position, parameters, counts, onStep }: DecodeParts): WorkspaceOnlyText | undefined {
  const { vocabulary, bracketTokens } = loaded;
  const { prompt, request, find } = position;
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

/** Fits the probability that a token is right, by maximum likelihood. */
function fitNetwork(steps: readonly LabeledStep[]): Pick<WorkspaceOnlyParameters, 'hidden' | 'output'> {
  const network = new Network(0, workspaceOnlyFeatureCount, hiddenUnits);
  const parameters = new Float64Array(network.size);
  const gradient = new Float64Array(network.size);
  network.begin(parameters, 1);
  const scale = scaleOf(workspaceOnlyFeatureCount, (take) => steps.forEach(({ features }) => take(features)));
  const adam = new Adam(network.size);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    gradient.fill(0);
    for (const { features, isRight } of steps) {
      const error = sigmoid(network.forward(parameters, features, scale)) - (isRight ? 1 : 0);
      network.backward(parameters, gradient, error / steps.length);
    }
    adam.step(parameters, gradient, firstRate * cosine(epoch, epochs));
  }
  return network.folded(parameters, scale);
}

/** The result of a threshold. */
export interface SureOutcome {
  readonly minimumProbability: number;
  readonly shown: number;
  readonly right: number;
}

/** Finds the lowest threshold above which enough texts are right. */
function thresholdOf(texts: readonly { probability: number; isRight: boolean }[]): SureOutcome {
  const sorted = [...texts].sort((a, b) => b.probability - a.probability);
  let outcome: SureOutcome = { minimumProbability: 1, shown: 0, right: 0 };
  let right = 0;
  sorted.forEach(({ probability, isRight }, i) => {
    if (isRight) right++;
    if (right >= targetPrecision * (i + 1)) outcome = { minimumProbability: probability, shown: i + 1, right };
  });
  return outcome;
}

/** Applies the fitted threshold to positions. */
export function evaluateSure(
  loaded: LoadedModel,
  positions: readonly FitPosition[],
  parameters: MixtureParameters,
): SureOutcome {
  const { minimumProbability } = parameters.sure;
  const texts = sureTexts(loaded, positions, parameters);
  return { minimumProbability, shown: texts.length, right: texts.filter(({ isRight }) => isRight).length };
}

function sureTexts(loaded: LoadedModel, positions: readonly FitPosition[], parameters: MixtureParameters) {
  const counts = new NextTokenCounts(parameters, loaded.model.vocabSize);
  return positions.flatMap((position) => {
    const sure = decodeAt({ loaded, position, parameters, counts });
    if (!sure) return [];
    const all = sure.tokens.map(({ text }) => text).join('');
    const text = all.slice(0, sure.stop.keep).trimEnd();
    const wanted = position.hole.target.split('\n')[0]!.trimEnd();
    return [{ probability: sure.probability, isRight: text === wanted }];
  });
}

/**
 * Fits the workspace's probability of a token, and the threshold for a text.
 *
 * @param positions for the fit.
 * @param heldOut positions for the threshold: on those of the fit the probabilities are too high.
 */
export function fitSure(
  loaded: LoadedModel,
  positions: readonly FitPosition[],
  heldOut: readonly FitPosition[],
  weighing: Weighing,
): WorkspaceOnlyParameters {
  const unsure: WorkspaceOnlyParameters = { hidden: [], output: [0], minimumProbability: 0 };
  const counts = new NextTokenCounts(weighing, loaded.model.vocabSize);
  const steps: LabeledStep[] = [];
  for (const position of positions) {
    let at = 0;
    const onStep: OnWorkspaceOnlyStep = (features, id) => {
      const isRight = id === position.target[at++];
      steps.push({ features: features.slice(), isRight });
      return isRight;
    };
    decodeAt({ loaded, position, parameters: { version: 1, ...weighing, sure: unsure }, counts, onStep });
  }
  const layers = fitNetwork(steps);
  const open: MixtureParameters = { version: 1, ...weighing, sure: { ...layers, minimumProbability: 0 } };
  return { ...layers, minimumProbability: thresholdOf(sureTexts(loaded, heldOut, open)).minimumProbability };
}
