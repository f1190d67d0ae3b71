import * as vscode from 'vscode';
import type { UserError } from '../../core/errors.js';
import { registerCommands } from '../commands.js';
import { ActiveModel } from './activeModel.js';
import { ModelChooser } from './chooseModel.js';
import { Downloads } from './downloads.js';
import { DownloadStatus } from './downloadStatus.js';
import { ModelDesk } from './modelDesk.js';
import type { ModelParts } from './modelParts.js';
import { ModelPlaces } from './modelPlaces.js';

/** "Inkling: Choose Model" and what belongs to it. @param storage the folder that VS Code gives the extension. */
export function registerModels(parts: ModelParts, storage: string): vscode.Disposable {
  const { engine, settings, reporter, startWorker, builtInFolder, optionsFor, trialMarks } = parts;
  const places = new ModelPlaces(settings, storage);
  const downloads = new Downloads(() => places.downloader());
  const active = new ActiveModel(engine, settings);
  const onProblem = (problem: UserError): void => reporter.error(problem);
  const trial = { startWorker, optionsFor, marks: trialMarks };
  const desk = new ModelDesk({ active, places, downloads, builtInFolder, trial, onProblem });
  const chooser = new ModelChooser(desk, downloads, places, reporter);
  void trialMarks.takeCrash().then((hasCrashed) => {
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
