/**
 * Fits the mixture of a model with a workspace on code that the model was not trained on, and writes `mixture.json` to
 * the model's folder. The same repositories, model and seed give the same file.
 */
import './withoutTelemetry.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import type { MixtureParameters } from '../../src/core/mixture/parameters.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { mixtureFile } from '../../src/engine/workspace/loadMixture.js';
import { indexOf, positionOf, stepsAt, type FitPosition, type FitStep } from './collect.js';
import { fitCommand, say } from './command.js';
import { fitMixture, modelLoss } from './fitMixture.js';
import { fitSure, evaluateSure } from './fitSure.js';
import { holesIn } from './holes.js';
import { sourceFiles } from './repository.js';

const usage = `Fits the mixture of a model with a workspace.

  npm run fit -- --repositories DIR [--repositories DIR ...]   git repositories that the model has not seen
  --model DIR     the model's folder, to which ${mixtureFile} is written (the built-in model)
  --holes N       positions in each repository (400)
  --seed N        seed of the random choices (1)
`;

interface Part {
  readonly positions: FitPosition[];
  readonly steps: FitStep[];
}

async function collect(loaded: LoadedModel, folder: string, holes: number, seed: number): Promise<Part> {
  const files = await sourceFiles(folder);
  const index = indexOf(files, loaded);
  const part: Part = { positions: [], steps: [] };
  for (const hole of holesIn(files, holes, seededRng(seed))) {
    const position = positionOf(loaded, index, hole);
    if (!position) continue;
    part.positions.push(position);
    part.steps.push(...(await stepsAt(loaded, position)));
  }
  const { tokens } = index.state;
  say(
    `${folder}: ${files.length} files, ${tokens} tokens; ${part.positions.length} positions, ${part.steps.length} steps`,
  );
  return part;
}

const joined = (parts: readonly Part[]): Part => ({
  positions: parts.flatMap(({ positions }) => positions),
  steps: parts.flatMap(({ steps }) => steps),
});

/** Every fourth repository is held out, for early stopping. */
function split(parts: readonly Part[]): { train: Part; heldOut: Part } {
  return {
    train: joined(parts.filter((_, i) => i % 4 !== 3)),
    heldOut: joined(parts.filter((_, i) => i % 4 === 3)),
  };
}

async function fit(
  loaded: LoadedModel,
  folders: readonly string[],
  holes: number,
  seed: number,
): Promise<MixtureParameters> {
  const parts: Part[] = [];
  for (const [i, folder] of folders.entries()) parts.push(await collect(loaded, folder, holes, seed + i));
  const { train, heldOut } = split(parts);
  say(
    `the model alone: ${modelLoss(train.steps).toFixed(4)} nats a token, held out ${modelLoss(heldOut.steps).toFixed(4)}`,
  );
  const weighing = fitMixture(train.steps, heldOut.steps, loaded.model.vocabSize, ({ epoch, trained, heldOut }) =>
    say(`epoch ${epoch}: ${trained.toFixed(4)}, held out ${heldOut.toFixed(4)}`),
  );
  const parameters: MixtureParameters = {
    version: 1,
    ...weighing,
    sure: fitSure(loaded, train.positions, heldOut.positions, weighing),
  };
  for (const [name, { positions }] of Object.entries({ trained: train, 'held out': heldOut })) {
    const { minimumProbability, shown, right } = evaluateSure(loaded, positions, parameters);
    say(
      `workspace alone from probability ${minimumProbability.toFixed(3)} on, ${name}: ${shown} of ${positions.length} shown, ${right} of them right`,
    );
  }
  return parameters;
}

fitCommand({
  usage,
  fileName: mixtureFile,
  numbers: { holes: 400, seed: 1 },
  fit: (loaded, folders, { holes, seed }) => fit(loaded, folders, holes, seed),
});
