import type { Engine } from '../../engine/engine.js';
import type { ModelOptions } from '../../engine/protocol.js';
import type { StartWorker } from '../../engine/workerLink.js';
import type { CrashMarks } from '../platform/crashMarks.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';

/** The parts of the extension that choosing a model uses. */
export interface ModelParts {
  readonly engine: Pick<Engine, 'state' | 'ready'>;
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly startWorker: StartWorker;
  readonly builtInFolder: string;
  /** The options of a load of that folder. */
  readonly optionsFor: (folder: string) => ModelOptions;
  /** Marks a trial, so that the next start knows if the editor ended during one. */
  readonly trialMarks: CrashMarks;
}
