import type * as vscode from 'vscode';

/** A row of the menu; separators do nothing. */
export interface MenuEntry extends vscode.QuickPickItem {
  /** Identifies a row to which the menu returns. */
  readonly key?: string;
  readonly run?: () => unknown;
  /** Whether the menu, which closes before a row is run, comes back afterwards. */
  readonly returns?: boolean;
}
