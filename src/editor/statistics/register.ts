import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { keptAfterMs } from '../../core/statistics/counts.js';
import { registerCommands } from '../commands.js';
import type { StoredFiles } from '../platform/editorPlatform.js';
import type { Reporter } from '../reporter.js';
import { KeptWatch } from './keptWatch.js';
import { SuggestionWatch } from './suggestionWatch.js';
import { StatisticsPage } from './page.js';
import { StatisticsRecorder } from './recorder.js';
import { StatisticsStore, type StoreProblem } from './store.js';

/** What the statistics need of the extension. */
export interface StatisticsParts {
  readonly log: vscode.LogOutputChannel;
  readonly reporter: Reporter;
  readonly files: StoredFiles;
  readonly newNonce: () => string;
  /** The name of the model in use. */
  readonly model: () => string;
}

/** What was counted, and whom ghost text tells its answers. */
export interface StatisticsFeature {
  readonly recorder: StatisticsRecorder;
  readonly offers: SuggestionWatch;
  dispose(): void;
}

/** The day by the clock on the wall. */
function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function tell(problem: StoreProblem, reporter: Reporter): void {
  switch (problem.kind) {
    case 'damaged':
      return reporter.notice(
        vscode.l10n.t(
          "Inkling's statistics were damaged, so counting starts over. The damaged file was kept as {0}.",
          problem.keptAs,
        ),
      );
    case 'newer':
      return reporter.error(
        new UserError(
          vscode.l10n.t(
            'A newer version of Inkling wrote the statistics in {0}, so counting is paused. Update Inkling, or select Reset in "Inkling: Show Statistics" to start over.',
            problem.file,
          ),
        ),
      );
  }
}

/** "Inkling: Statistics": counts what becomes of suggestions, on this machine only. */
export function registerStatistics({ log, reporter, files, newNonce, model }: StatisticsParts): StatisticsFeature {
  const store = new StatisticsStore(files, (problem) => tell(problem, reporter));
  const recorder = new StatisticsRecorder(store, today, (error) =>
    log.warn(`The statistics could not be saved and are tried again: ${String(error)}`),
  );
  const kept = new KeptWatch(keptAfterMs, (origin, event) => recorder.record(origin, event));
  const offers = new SuggestionWatch(recorder, kept, () => performance.now(), model);
  const page = new StatisticsPage(recorder, today, reporter, newNonce());
  const subscriptions = vscode.Disposable.from(
    ...[recorder, kept, offers, page],
    registerCommands(reporter, { statistics: () => page.show(), resetStatistics: () => confirmReset(recorder) }),
  );
  return { recorder, offers, dispose: () => void subscriptions.dispose() };
}

async function confirmReset(recorder: StatisticsRecorder): Promise<void> {
  const reset = vscode.l10n.t('Reset');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reset all statistics?'),
    {
      modal: true,
      detail: vscode.l10n.t('This deletes the statistics of all languages and models. It cannot be undone.'),
    },
    reset,
  );
  if (chosen === reset) await recorder.reset();
}
