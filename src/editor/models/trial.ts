import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { Engine } from '../../engine/engine.js';
import type { ModelInfo, ModelOptions } from '../../engine/protocol.js';
import type { CrashMarks } from '../platform/crashMarks.js';
import type { StartWorker } from '../../engine/workerLink.js';

/** What a trial works with. */
export interface TrialParts {
  readonly startWorker: StartWorker;
  /** The options that a real load of a folder would have. */
  readonly optionsFor: (folder: string) => ModelOptions;
  /** Tells the next start that the editor ended during a trial. */
  readonly marks: CrashMarks;
}

const request = {
  prefix: 'function add(a, b) {\n  return ',
  suffix: '\n}\n',
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 4,
} as const;

/**
 * Loads a model in a separate thread and lets it complete a line, before it takes the place of the one in use. A second
 * thread and not `Engine.reload`: a reload keeps the old model until the new one is there, so that at most both are in
 * memory either way; but it would hold up completions meanwhile, and a thread that dies would take the old model along.
 * The price is a second load, which finds the files in the system's cache.
 *
 * @returns undefined if the signal was aborted, such as for a folder on a network drive that does not answer.
 * @throws UserError if the model cannot be used.
 */
export async function tryModel(
  { startWorker, optionsFor, marks }: TrialParts,
  folder: string,
  signal: AbortSignal,
): Promise<ModelInfo | undefined> {
  // A model that drafts for the one in use need not fit this one, and is no reason to refuse it.
  const modelOptions = (): ModelOptions => ({ folder, threads: optionsFor(folder).threads });
  // Without such a model, the engine's only notice is that its thread died.
  const deaths: string[] = [];
  const onNotice = (notice: string): unknown => deaths.push(notice);
  const texts = vscode.l10n.bundle;
  const engine = new Engine({ startWorker, texts, modelOptions, onNotice });
  const stop = (): void => void engine.dispose();
  signal.addEventListener('abort', stop, { once: true });
  marks.arm();
  try {
    const info = await engine.ready();
    await engine.complete(request);
    if (signal.aborted) return undefined;
    if (deaths.length > 0) throw new Error(deaths[0]);
    return info;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof UserError && deaths.length === 0) throw error;
    throw new UserError(
      vscode.l10n.t("The model in {0} can't run ({1}). Choose another model.", folder, reasonOf(error)),
      { cause: error },
    );
  } finally {
    signal.removeEventListener('abort', stop);
    await engine.dispose();
    marks.disarm();
  }
}

/** The reason without the engine's advice for the model in use. */
function reasonOf(error: unknown): string {
  const cause = error instanceof UserError ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
