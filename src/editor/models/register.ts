import * as vscode from 'vscode';
import type { UserError } from '../../core/errors.js';
import type { Engine } from '../../engine/engine.js';
import type { ModelOptions } from '../../engine/protocol.js';
import { registerCommands } from '../commands.js';
import type { CrashGuard } from '../crashGuard.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';
import { ActiveModel } from './activeModel.js';
import { ModelChooser } from './chooseModel.js';
import { Downloads } from './downloads.js';
import { DownloadStatus } from './downloadStatus.js';
import { ModelDesk } from './modelDesk.js';
import { ModelPlaces } from './modelPlaces.js';
import type { StartWorker } from '../../engine/workerLink.js';

/** What choosing a model needs of the extension. */
export interface ModelParts {
  readonly engine: Pick<Engine, 'state' | 'ready'>;
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly startWorker: StartWorker;
  readonly builtInFolder: string;
  /** The options of a load of that folder. */
  readonly optionsFor: (folder: string) => ModelOptions;
  /** The folder that VS Code gives the extension. */
  readonly storage: string;
  /** Marks a trial, so that the next start knows if the editor ended during one. */
  readonly trialGuard: CrashGuard;
}

/** "Inkling: Choose Model" and what belongs to it. */
export function registerModels(parts: ModelParts): vscode.Disposable {
  const { engine, settings, reporter, startWorker, builtInFolder, optionsFor, storage, trialGuard } = parts;
  const places = new ModelPlaces(settings, storage);
  const downloads = new Downloads(() => places.downloader());
  const active = new ActiveModel(engine, settings);
  const onProblem = (problem: UserError): void => reporter.error(problem);
  const trial = { startWorker, optionsFor, guard: trialGuard };
  const desk = new ModelDesk({ active, places, downloads, builtInFolder, trial, onProblem });
  const chooser = new ModelChooser(desk, downloads, places, reporter);
  void trialGuard.takeCrash().then((hasCrashed) => {
    if (!hasCrashed) return;
    reporter.notice(
      vscode.l10n.t(
        'The editor closed unexpectedly while Inkling was trying out another model, so Inkling keeps using the previous one. Delete the other model in "Inkling: Choose Model", or try it again.',
      ),
    );
  });
  return vscode.Disposable.from(
    downloads,
    new DownloadStatus(downloads),
    registerCommands(reporter, { chooseModel: () => chooser.show() }),
  );
}
