import * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import { Lens, type LensParts } from './lens.js';
import { viewType } from './lensPanel.js';

/** "Inkling: Explain Suggestion" and what belongs to it. */
export function registerLens(parts: LensParts): vscode.Disposable {
  const lens = new Lens(parts);
  return vscode.Disposable.from(
    lens,
    parts.last,
    registerCommands(parts.reporter, { showWhy: () => lens.show() }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(lens.restore(panel)),
    }),
  );
}
