import * as vscode from 'vscode';
import { EngineRouter, type ReadyEngine } from '../../core/engines/engineRouter.js';
import type { BusyEngine, ServerAccess } from './serverAccess.js';

const never: vscode.Event<void> = () => new vscode.Disposable(() => undefined);

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Never connected, and never asked: the choice is the built-in engine. */
const server: BusyEngine = {
  state: { kind: 'off' },
  isWorking: false,
  ready: () => Promise.reject(new Error('There is no server to connect to.')),
  complete: nothing,
  step: nothing,
};

/** The built-in engine alone, where servers cannot be used, whatever the settings say. */
export function noServer(builtIn: ReadyEngine): ServerAccess {
  const choice = 'builtIn';
  return {
    router: new EngineRouter({ builtIn, server, choice: () => choice, now: () => performance.now() }),
    server,
    choice,
    view: { chosen: choice, isLocal: false, state: server.state, isWorking: false },
    modelName: undefined,
    onDidChange: never,
    onDidSwitch: never,
    reset: () => undefined,
  };
}
