import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Completion } from '../../../src/core/result.js';
import { Engine, type EngineHost, type EngineState } from '../../../src/engine/engine.js';
import { buildWorker, repository } from './build.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';

export const modelFolder = join(repository, 'model');

/** An engine and all that it told its host. */
export interface Watched {
  readonly engine: Engine;
  readonly states: EngineState[];
  readonly notices: string[];
  readonly problems: Error[];
  /** The model that the next load takes. */
  folder: string;
  /** The model that drafts for it. */
  draftFolder?: string;
}

/**
 * An engine with the embedded model in a separate thread.
 *
 * @param workerFile another worker than the one that ships.
 * @param patienceMs how long it waits for a thread that may hang.
 */
export function watchedEngine(folder = modelFolder, workerFile = buildWorker(), patienceMs?: number): Watched {
  const states: EngineState[] = [];
  const notices: string[] = [];
  const problems: Error[] = [];
  const host: EngineHost = {
    startWorker: nodeWorker(workerFile),
    modelOptions: () => {
      const { folder, draftFolder } = watched;
      return { folder, threads: 1, ...(draftFolder === undefined ? {} : { draftFolder }) };
    },
    onState: (state) => states.push(state),
    onNotice: (notice) => notices.push(notice),
    onProblem: (problem) => problems.push(problem),
  };
  const engine = new Engine(host, patienceMs);
  const watched: Watched = { engine, states, notices, problems, folder };
  return watched;
}

/** The same for one test: disposed when it ends. */
export function engineOfTest(folder?: string, workerFile?: string): Watched {
  const watched = watchedEngine(folder, workerFile);
  onTestFinished(() => watched.engine.dispose());
  return watched;
}

/** The fields that must be equal between two ways to the same answer. */
export function answerOf(completion: Completion | undefined): { text: string; stop: string } | undefined {
  return completion && { text: completion.text, stop: completion.stop };
}
