import type * as vscode from 'vscode';
import type { EngineChoice, EngineRouter, ReadyEngine, RemoteEngine } from '../../core/engines/engineRouter.js';
import type { Engine } from '../../engine/engine.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';
import type { ServerView } from './serverView.js';

/** The parts of the extension that a connection to a server uses. */
export interface ServerParts {
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly log: vscode.LogOutputChannel;
  readonly builtIn: ReadyEngine & Pick<Engine, 'snippets'>;
}

/** The engine of a server that may be running a request. */
export interface BusyEngine extends RemoteEngine {
  readonly isWorking: boolean;
}

/** The server that the user has connected, if any, as the rest of the extension sees it. */
export interface ServerAccess {
  /** Chooses between the server and the built-in engine. */
  readonly router: EngineRouter;
  readonly server: BusyEngine;
  readonly view: ServerView;
  /** The setting, or the built-in engine alone while the server must not be asked. */
  readonly choice: EngineChoice;
  /** The name of the server's model, if it makes all suggestions. */
  readonly modelName: string | undefined;
  /** The view is another one. */
  readonly onDidChange: vscode.Event<void>;
  /** The server answers from now on, or no longer does. */
  readonly onDidSwitch: vscode.Event<void>;
  /** Closes all connections and forgets failures. */
  reset(): void;
}
