import { randomBytes } from 'node:crypto';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { sizeText } from '../../../core/sizeText.js';
import { nodeWorker } from '../../../engine/platform/node/nodeWorker.js';
import { catalogue } from '../../../models/catalogue.js';
import { registerModels } from '../../models/register.js';
import { registerServer } from '../../server/register.js';
import type { ServerAccess, ServerParts } from '../../server/serverAccess.js';
import { ServerFeature } from '../../server/serverFeature.js';
import type { EditorPlatform } from '../editorPlatform.js';
import { CrashGuard } from './crashGuard.js';
import { nodeFiles } from './nodeFiles.js';
import { nodeStoredFiles } from './storedFiles.js';

/** The last part of a model's id on a model hub, by which the engine names it. */
const nameOf = ({ id }: { readonly id: string }): string => id.slice(id.lastIndexOf('/') + 1);

/** The extension host of a machine: models and servers of the user's own, and native code that may crash. */
export function nodePlatform(context: vscode.ExtensionContext): EditorPlatform {
  const storage = context.globalStorageUri.fsPath;
  return {
    startWorker: nodeWorker(context.asAbsolutePath('dist/worker.js')),
    builtInModel: context.asAbsolutePath('model'),
    workerPath: ({ fsPath }) => fsPath,
    modelFolder: (setting) => setting,
    publicModels: catalogue.map(nameOf),
    crashMarks: (work) => new CrashGuard(join(storage, 'crash-marks'), work, () => Date.now()),
    storedFiles: nodeStoredFiles(storage),
    localFiles: nodeFiles(),
    newNonce: () => randomBytes(16).toString('hex'),
    systemFacts: () => [
      ['Node', process.version],
      ['system', `${type()} ${release()}, ${process.arch}`],
      ['processors', String(cpus().length)],
      ['memory', sizeText(totalmem())],
    ],
    connectServers: (parts) => connectServers(context, parts),
    registerModels: (parts) => registerModels(parts, storage),
  };
}

function connectServers(context: vscode.ExtensionContext, parts: ServerParts): ServerAccess {
  const feature = new ServerFeature(context, parts);
  context.subscriptions.push(registerServer(feature, parts.reporter));
  return feature;
}
