/**
 * Fits the confidence model of a language model on code that it was not trained on, and writes `confidence.json` to the
 * model's folder. The same repositories, model and seed give the same file.
 */
import '../withoutTelemetry.js';
import { basename } from 'node:path';
import { UserError } from '../../../src/core/errors.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import type { ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import { confidenceFile } from '../../../src/engine/load/loadConfidenceModel.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import type { ServerOptions } from '../../../src/core/server/serverOptions.js';
import { confidenceFileOf } from '../../../src/server/fittedConfidence.js';
import { ServerEngine } from '../../../src/server/serverEngine.js';
import { indexOf } from '../collect.js';
import { fitCommand, say } from '../command.js';
import { sourceFiles, type RepositoryFile } from '../repository.js';
import { RecordingCompleter, type AnswerRecorder } from './answers.js';
import { answersAtHoles } from './atHoles.js';
import { fitParts, type Collected } from './fitParts.js';
import { ServerRecorder } from './serverAnswers.js';
import { typedRegions, answersWhileTyping, type TypedRegionAnswers } from './typed.js';

const usage = `Fits the probability that a model's suggestions are right, and the thresholds above which they are shown.

  npm run fit:confidence -- --repositories DIR [--repositories DIR ...]   git repositories that the model has not seen
  --model DIR     the model's folder, to which ${confidenceFile} is written; fit its mixture first (the built-in model)
  --server A      fits the model of an inference server at this address instead; one that gives log-probabilities
  --server-model M   its model (its first one); a key is taken from INKLING_API_KEY
  --out FILE      where to write a server's parameters (MODEL.confidence.json in the current folder)
  --holes N       positions in each repository (100)
  --regions N     regions of 12 to 24 lines in each that are typed key by key (2)
  --seed N        seed of the random choices (1)
`;

interface Sizes {
  readonly holes: number;
  readonly regions: number;
  readonly seed: number;
}

async function collect(
  recorderFor: (files: readonly RepositoryFile[]) => AnswerRecorder,
  folder: string,
  { holes, regions, seed }: Sizes,
): Promise<Collected> {
  const files = await sourceFiles(folder);
  const recorder = recorderFor(files);
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

async function fitWith(
  recorderFor: (files: readonly RepositoryFile[]) => AnswerRecorder,
  folders: readonly string[],
  sizes: Sizes,
): Promise<ConfidenceParameters> {
  const parts: Collected[] = [];
  for (const [i, folder] of folders.entries()) {
    parts.push(await collect(recorderFor, folder, { ...sizes, seed: sizes.seed + i }));
  }
  return fitParts(parts, say);
}

const fit = (loaded: LoadedModel, folders: readonly string[], sizes: Sizes): Promise<ConfidenceParameters> =>
  fitWith((files) => new RecordingCompleter({ ...loaded, index: indexOf(files, loaded) }), folders, sizes);

/** @throws UserError if the server cannot be used, or gives no log-probabilities. */
async function fitServer(
  server: ServerOptions,
  folders: readonly string[],
  sizes: Sizes,
): Promise<{ parameters: ConfidenceParameters; fileName: string }> {
  const engine = new ServerEngine({ options: () => Promise.resolve(server), now: () => performance.now() });
  try {
    const { model, host, hasLogprobs } = await engine.ready();
    if (!hasLogprobs) throw new UserError(`${host} gives no log-probabilities: there is nothing to fit.`);
    say(`${model} on ${host}`);
    const parameters = await fitWith(() => new ServerRecorder(engine), folders, sizes);
    return { parameters, fileName: confidenceFileOf(model) };
  } finally {
    engine.dispose();
  }
}

fitCommand({
  usage,
  fileName: confidenceFile,
  indent: 1,
  numbers: { holes: 100, regions: 2, seed: 1 },
  fit,
  fitServer,
});
