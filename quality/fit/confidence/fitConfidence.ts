/**
 * Fits the confidence model of a language model on code that it was not trained on, and writes `confidence.json` to the
 * model's folder. The same repositories, model and seed give the same file.
 */
import '../withoutTelemetry.js';
import { basename } from 'node:path';
import { seededRng } from '../../../src/core/sampling/rng.js';
import type { ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import { confidenceFile } from '../../../src/engine/load/loadConfidenceModel.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import { indexOf } from '../collect.js';
import { fitCommand, say } from '../command.js';
import { sourceFiles } from '../repository.js';
import { RecordingCompleter } from './answers.js';
import { answersAtHoles } from './atHoles.js';
import { fitParts, type Collected } from './fitParts.js';
import { typedRegions, answersWhileTyping, type TypedRegionAnswers } from './typed.js';

const usage = `Fits the probability that a model's suggestions are right, and the thresholds above which they are shown.

  npm run fit:confidence -- --repositories DIR [--repositories DIR ...]   git repositories that the model has not seen
  --model DIR     the model's folder, to which ${confidenceFile} is written; fit its mixture first (the built-in model)
  --holes N       positions in each repository (100)
  --regions N     regions of 12 to 24 lines in each that are typed key by key (2)
  --seed N        seed of the random choices (1)
`;

interface Sizes {
  readonly holes: number;
  readonly regions: number;
  readonly seed: number;
}

async function collect(loaded: LoadedModel, folder: string, { holes, regions, seed }: Sizes): Promise<Collected> {
  const files = await sourceFiles(folder);
  const recorder = new RecordingCompleter({ ...loaded, index: indexOf(files, loaded) });
  const rng = seededRng(seed);
  const atHoles = await answersAtHoles(recorder, files, holes, rng);
  const typed: TypedRegionAnswers[] = [];
  for (const region of typedRegions(basename(folder), files, regions, rng)) {
    typed.push(await answersWhileTyping(recorder, region));
  }
  const atKeys = typed.flatMap(({ answers }) => answers);
  say(`${folder}: ${files.length} files; ${atHoles.length} holes, ${atKeys.length} keys of ${typed.length} regions`);
  return { atHoles, atKeys, typed };
}

async function fit(loaded: LoadedModel, folders: readonly string[], sizes: Sizes): Promise<ConfidenceParameters> {
  const parts: Collected[] = [];
  for (const [i, folder] of folders.entries()) {
    parts.push(await collect(loaded, folder, { ...sizes, seed: sizes.seed + i }));
  }
  return fitParts(parts, say);
}

fitCommand({
  usage,
  fileName: confidenceFile,
  indent: 1,
  numbers: { holes: 100, regions: 2, seed: 1 },
  fit,
});
