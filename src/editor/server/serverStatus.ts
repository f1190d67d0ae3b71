import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.js';
import type { StatusDescription } from '../statusDescription.js';
import type { ServerView } from './serverView.js';

/**
 * The status bar's item while a server is chosen.
 *
 * @param builtIn the state of the built-in engine, which takes over where the server fails.
 * @returns undefined where the built-in engine is what there is to tell about.
 */
export function describeServer(view: ServerView, builtIn: EngineState): StatusDescription | undefined {
  const { chosen, host = '', state, problem, isWorking } = view;
  if (chosen === 'builtIn') return undefined;
  const isAlone = chosen === 'server' && state.kind === 'ready';
  if (builtIn.kind === 'failed' && !isAlone) return undefined;
  if (problem) return { icon: 'warning', level: 'warning', tooltip: meanwhileText(problem) };
  const text = `Inkling (${host})`;
  switch (state.kind) {
    case 'off':
      return {
        ...{ icon: 'edit', text },
        tooltip: vscode.l10n.t('Inkling is ready. It connects to {0} with the first suggestion.', host),
      };
    case 'connecting':
      return {
        ...{ icon: 'loading~spin', text },
        tooltip: vscode.l10n.t('Inkling is connecting to {0}.', host),
      };
    case 'ready':
      return {
        ...{ icon: isWorking || builtIn.kind === 'working' ? 'loading~spin' : 'edit', text },
        tooltip:
          chosen === 'both'
            ? vscode.l10n.t('Inkling is ready. Models: {0} on {1}, and the built-in one.', state.info.model, host)
            : vscode.l10n.t('Inkling is ready. Model: {0} on {1}.', state.info.model, host),
      };
    case 'failed': {
      const next = state.retryAtMs === undefined ? [] : [nextTry(state.retryAtMs)];
      return {
        ...{ icon: 'warning', text, level: 'warning' },
        tooltip: [meanwhileText(state.error), ...next].join(' '),
      };
    }
  }
}

/** An error of the server, and that the user is not without suggestions. */
export const meanwhileText = ({ message }: Error): string =>
  vscode.l10n.t('{0} The built-in model makes suggestions in the meantime.', message);

/** When the server is asked again. */
export function nextTry(atMs: number): string {
  const time = new Date(atMs).toLocaleTimeString(vscode.env.language);
  return vscode.l10n.t('Next try: {0}.', time);
}
