import * as vscode from 'vscode';

/** Time in which a tab that was moved to another group, or whose document was reopened, appears again. */
const movedMs = 200;

function urisOf({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  const isOfOne =
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom;
  return isOfOne ? [input.uri] : [];
}

/** Whether a tab shows a document. A notebook's cells share its path. */
const shows = (tab: vscode.Tab, { uri }: vscode.TextDocument): boolean =>
  urisOf(tab).some((shown) =>
    uri.scheme === 'vscode-notebook-cell' ? shown.path === uri.path : shown.toString() === uri.toString(),
  );

/** Whether any tab shows a document. */
export const hasTab = (document: vscode.TextDocument): boolean =>
  vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => shows(tab, document)));

/**
 * Calls back once a document's last tab was closed. The document itself may stay open for minutes, because an extension
 * has read it.
 */
export function onDidCloseLastTab(document: vscode.TextDocument, listener: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const changes = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (!closed.some((tab) => shows(tab, document))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!hasTab(document)) listener();
    }, movedMs);
  });
  return vscode.Disposable.from(changes, new vscode.Disposable(() => clearTimeout(timer)));
}
