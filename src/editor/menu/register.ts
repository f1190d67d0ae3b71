import type * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import { Menu, type MenuParts } from './menu.js';
import { pickEagerness } from './eagernessPick.js';
import { pickStrategy } from './strategyPick.js';
import { turnOnOrOff } from './turnOnOrOff.js';

/** "Inkling: Show Menu" and the commands that change what it shows. */
export function registerMenu(parts: MenuParts): vscode.Disposable {
  const { settings, reporter } = parts;
  return registerCommands(reporter, {
    menu: () => new Menu(parts).show(),
    toggle: () => turnOnOrOff(settings, reporter),
    chooseStrategy: () => pickStrategy(settings),
    chooseEagerness: () => pickEagerness(settings),
  });
}
