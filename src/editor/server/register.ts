import * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import type { Reporter } from '../reporter.js';
import { connectServer } from './connectWizard.js';
import { chooseServerModel, disconnectServer, reconnectServer, setServerKey } from './serverCommands.js';
import type { ServerFeature } from './serverFeature.js';

/** "Inkling: Connect to Server" and the other commands for a server. */
export function registerServer(feature: ServerFeature, reporter: Reporter): vscode.Disposable {
  return vscode.Disposable.from(
    feature,
    registerCommands(reporter, {
      connectServer: () => connectServer(feature),
      setServerKey: () => setServerKey(feature),
      chooseServerModel: () => chooseServerModel(feature),
      reconnectServer: () => reconnectServer(feature),
      disconnectServer: () => disconnectServer(feature),
    }),
  );
}
