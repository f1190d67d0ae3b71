import * as vscode from 'vscode';
import { ServerError } from '../../core/server/serverError.js';
import { nextTry } from '../server/serverStatus.js';
import type { ServerView } from '../server/serverView.js';
import type { MenuEntry } from './menuEntry.js';

const command = (id: string) => {
  return (): Thenable<unknown> => vscode.commands.executeCommand(`inkling.${id}`);
};

/** The rows that fix what keeps the server from answering; none if nothing does. */
export function serverNextSteps({ chosen, host = '', problem, state }: ServerView): MenuEntry[] {
  if (chosen === 'builtIn') return [];
  if (problem) {
    const label = `$(server) ${vscode.l10n.t('Connect to a server')}`;
    return [{ label, detail: problem.message, run: command('connectServer') }];
  }
  if (state.kind !== 'failed') return [];
  const { error, retryAtMs } = state;
  const isKey = error instanceof ServerError && error.kind === 'unauthorized';
  const key = { label: `$(key) ${vscode.l10n.t('Set server API key')}`, run: command('setServerKey') };
  const next = retryAtMs === undefined ? {} : { description: nextTry(retryAtMs) };
  return [
    ...(isKey ? [{ ...key, detail: error.message }] : []),
    {
      label: `$(debug-restart) ${vscode.l10n.t('Reconnect to {0}', host)}`,
      ...next,
      ...(isKey ? {} : { detail: error.message }),
      run: command('reconnectServer'),
    },
  ];
}

/** The rows for a server: what is in use, and what can be changed. */
export function serverEntries({ chosen, host, state }: ServerView): MenuEntry[] {
  const connect = command('connectServer');
  if (chosen === 'builtIn') {
    return [
      {
        label: `$(server) ${vscode.l10n.t('Connect to a server')}`,
        description: vscode.l10n.t('llama.cpp, vLLM, Ollama and others'),
        run: connect,
      },
    ];
  }
  const info = state.kind === 'ready' ? state.info : undefined;
  const engines =
    chosen === 'both' ? vscode.l10n.t('with the built-in model') : vscode.l10n.t('without the built-in model');
  return [
    {
      label: `$(server) ${vscode.l10n.t('Change server')}`,
      description: host === undefined ? engines : `${host} · ${engines}`,
      run: connect,
    },
    {
      label: `$(symbol-misc) ${vscode.l10n.t('Choose server model')}`,
      ...(info ? { description: info.model } : {}),
      run: command('chooseServerModel'),
    },
    { label: `$(key) ${vscode.l10n.t('Set server API key')}`, run: command('setServerKey') },
    { label: `$(debug-disconnect) ${vscode.l10n.t('Disconnect from the server')}`, run: command('disconnectServer') },
  ];
}
