import './withoutTelemetry.js';
import type { Completion, CompletionRequest } from '../../../src/core/completion.js';
import { complete, type Control } from '../../../src/engine/complete.js';
import { loadModel, type LoadedModel } from '../../../src/engine/loadModel.js';
import { modelFolder } from './engines.js';

/** A model in the test's own thread, where its cache can be looked at. Whoever loads it disposes it. */
export function loadInProcess(folder = modelFolder): Promise<LoadedModel> {
  return loadModel({ folder, threads: 1 }, () => undefined);
}

/** A completion that nobody cancels and no clock ends. */
export async function completeInProcess(
  loaded: LoadedModel,
  request: CompletionRequest,
  control: Partial<Control> = {},
): Promise<Completion | undefined> {
  return complete(loaded, request, { cancelled: () => false, now: () => 0, ...control });
}

/** The same from an empty cache. */
export async function completeCold(loaded: LoadedModel, request: CompletionRequest): Promise<Completion | undefined> {
  loaded.model.truncate(0);
  return completeInProcess(loaded, request);
}
