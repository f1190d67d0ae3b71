import * as vscode from 'vscode';
import { Menu, type MenuParts } from './menu.js';
import { pickEagerness } from './eagernessPick.js';
import { pickStrategy } from './strategyPick.js';
import { setEnabled } from './write.js';

/** "Inkling: Show Menu" and the commands that change what it shows. */
export function registerMenu(parts: MenuParts): vscode.Disposable {
  const { settings } = parts;
  return vscode.Disposable.from(
    vscode.commands.registerCommand('inkling.menu', () => new Menu(parts).show()),
    vscode.commands.registerCommand('inkling.toggle', () => setEnabled(!settings.get('enabled'))),
    vscode.commands.registerCommand('inkling.chooseStrategy', () => pickStrategy(settings)),
    vscode.commands.registerCommand('inkling.chooseEagerness', () => pickEagerness(settings)),
  );
}
