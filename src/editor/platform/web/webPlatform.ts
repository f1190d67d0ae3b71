import * as vscode from 'vscode';
import { webWorker } from '../../../engine/platform/web/webWorker.js';
import { noServer } from '../../server/noServer.js';
import type { CrashMarks } from '../crashMarks.js';
import type { EditorPlatform } from '../editorPlatform.js';
import { navigator, newNonce } from './browser.js';
import { browserFacts } from './browserFacts.js';
import { webLocks } from './taskLocks.js';
import { fetchFile, webHostFiles } from './webHostFiles.js';
import { webStoredFiles } from './webStoredFiles.js';

/** WebAssembly that crashes ends its worker alone: the engine reports that itself. */
const noMarks: CrashMarks = {
  takeCrash: () => Promise.resolve(false),
  arm: () => undefined,
  disarm: () => undefined,
  dispose: () => undefined,
};

/** The extension host of a browser: the built-in model alone, in a worker. Files are addresses. */
export function webPlatform({ extensionUri, globalStorageUri }: vscode.ExtensionContext): EditorPlatform {
  // The commands of features that are missing here, and what the walkthrough says of them, are hidden.
  void vscode.commands.executeCommand('setContext', 'inkling.isInBrowser', true);
  const inExtension = (...path: string[]): string => vscode.Uri.joinPath(extensionUri, ...path).toString();
  const model = inExtension('model');
  const files = webHostFiles({ fs: vscode.workspace.fs, extension: extensionUri, fetchFile });
  return {
    startWorker: webWorker({ folder: inExtension('dist', 'web'), model, files }),
    builtInModel: model,
    workerPath: (uri) => uri.toString(),
    modelFolder: () => '',
    publicModels: [],
    crashMarks: () => noMarks,
    storedFiles: webStoredFiles(globalStorageUri, vscode.workspace.fs, webLocks(navigator.locks)),
    newNonce,
    systemFacts: () => browserFacts(navigator.userAgent, navigator.hardwareConcurrency),
    connectServers: ({ builtIn }) => noServer(builtIn),
    registerModels: () => new vscode.Disposable(() => undefined),
  };
}
