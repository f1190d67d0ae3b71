import type * as vscode from 'vscode';
import { activateInkling, type RunningInkling } from './editor/activate.js';
import { webPlatform } from './editor/platform/web/webPlatform.js';

let running: RunningInkling | undefined;

/** The entry of an extension host in a browser. */
export function activate(context: vscode.ExtensionContext): void {
  running = activateInkling(context, webPlatform);
}

export async function deactivate(): Promise<void> {
  await running?.shutDown();
}
