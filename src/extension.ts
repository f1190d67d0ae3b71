import type * as vscode from 'vscode';
import { activateInkling, type RunningInkling } from './editor/activate.js';
import { nodePlatform } from './editor/platform/node/nodePlatform.js';

let running: RunningInkling | undefined;

/** The entry of an extension host in Node. */
export function activate(context: vscode.ExtensionContext): void {
  running = activateInkling(context, nodePlatform);
}

export async function deactivate(): Promise<void> {
  await running?.shutDown();
}
