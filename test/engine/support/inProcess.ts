import './withoutTelemetry.js';
import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import { complete } from '../../../src/engine/worker/complete.js';
import type { Control } from '../../../src/engine/worker/decodeRequest.js';
import { modelPlatform } from '../../../src/engine/platform/node/modelPlatform.js';
import { loadModel, type LoadedModel } from '../../../src/engine/load/loadModel.js';
import { PreviousAnswer } from '../../../src/engine/worker/previousAnswer.js';
import { modelFolder } from './engines.js';

/** A model in the test's own thread, where its cache can be inspected. The caller disposes it. */
export function loadInProcess(folder = modelFolder, draftFolder?: string): Promise<LoadedModel> {
  const options = { folder, threads: 1, ...(draftFolder === undefined ? {} : { draftFolder }) };
  return loadModel(modelPlatform, options, () => undefined);
}

/**
 * The same model with nothing to remember. To draft takes no time by its clock, and by that of `completeInProcess` all
 * forwards take the same: so the longest drafts pay, on every machine.
 */
export const eager = (loaded: LoadedModel): LoadedModel => ({ ...loaded, memory: new PreviousAnswer(() => 0) });

/** A completion that is not cancelled, with a clock that advances by 1 each time it is read. */
export async function completeInProcess(
  loaded: LoadedModel,
  request: CompletionRequest,
  control: Partial<Control> = {},
): Promise<Completion | undefined> {
  let ms = 0;
  return complete(loaded, request, { cancelled: () => false, now: () => ms++, ...control });
}

/** The same from an empty cache. */
export async function completeCold(loaded: LoadedModel, request: CompletionRequest): Promise<Completion | undefined> {
  loaded.model.truncate(0);
  return completeInProcess(loaded, request);
}
