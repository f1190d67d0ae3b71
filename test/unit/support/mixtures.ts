import type { LanguageModel } from '../../../src/core/model/languageModel.js';
import { MixedModel } from '../../../src/core/mixture/mixedModel.js';
import { Mixture, type FindMatches, type MixingWeight } from '../../../src/core/mixture/mixture.js';
import { lengthClass, type MixtureParameters } from '../../../src/core/mixture/parameters.js';
import {
  modelFeatureCount,
  workspaceOnlyFeatureCount,
  workspaceFeatureCount,
} from '../../../src/core/mixture/features.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { WorkspaceIndex } from '../../../src/core/workspace/workspaceIndex.js';
import { maxMatches } from '../../../src/core/workspace/lookUp.js';
import { settle, scannedPlaces, type Files } from '../core/workspace/support/workspaces.js';
import { FunctionModel } from './models.js';

/** Parameters that mean nothing, but that all matter. */
export function randomMixture(seed: number): MixtureParameters {
  const rng = seededRng(seed);
  const row = (length: number): number[] => Array.from({ length }, () => 2 * rng() - 1);
  return {
    version: 1,
    places: [row(11), row(11), row(11)],
    hidden: Array.from({ length: 4 }, () => row(1 + workspaceFeatureCount + modelFeatureCount)),
    output: row(5),
    sure: { hidden: [row(1 + workspaceOnlyFeatureCount)], output: row(2), minimumProbability: 0.5 },
  };
}

/** Looks up in an index of the files. */
export function findIn(files: Files, vocabSize: number): FindMatches {
  const index = new WorkspaceIndex(vocabSize);
  for (const [path, tokens] of files) index.set(path, tokens);
  settle(index);
  return (context, matches) => index.find(context, { path: undefined }, matches);
}

/** The parts of a mixed model; the prompt is the start of the file. */
export interface Mixed {
  readonly files: Files;
  readonly promptLength: number;
  readonly before: readonly number[];
  readonly parameters: MixtureParameters;
  readonly weight: MixingWeight;
}

export function mixedModel(
  model: LanguageModel,
  { files, promptLength, before, parameters, weight }: Mixed,
): MixedModel {
  const mixture = new Mixture(parameters, model.vocabSize);
  const answerContext = { before, promptLength };
  return new MixedModel(model, { mixture, answerContext, find: findIn(files, model.vocabSize), weight });
}

/** p_workspace by the definition: every place of every file, each by its weight. Undefined where there is none. */
export function workspaceProbabilities(
  { files, parameters }: Pick<Mixed, 'files' | 'parameters'>,
  context: readonly number[],
  vocabSize: number,
): number[] | undefined {
  const weights = new Array<number>(vocabSize).fill(0);
  for (const { token, length } of scannedPlaces(files, context, maxMatches)) {
    weights[token]! += Math.exp(parameters.places[2]![lengthClass(length)]!);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : undefined;
}

/** A model whose rows are ln((1 − w) · p_model + w · p_workspace), computed by the definition; w is fixed. */
export function mixedByDefinition(
  model: FunctionModel,
  mixed: Mixed & { weight: { kind: 'fixed'; weight: number } },
): FunctionModel {
  const w = mixed.weight.weight;
  return new FunctionModel(model.vocabSize, model.contextLength, (tokens) => {
    const logits = model.next(tokens).map(Math.fround);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const context = [...mixed.before, ...tokens.slice(mixed.promptLength)];
    const workspace = workspaceProbabilities(mixed, context, model.vocabSize);
    return logits.map((logit, id) => {
      const p = Math.exp(logit) / total;
      return Math.log(workspace ? (1 - w) * p + w * workspace[id]! : p);
    });
  });
}
