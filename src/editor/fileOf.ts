import * as vscode from 'vscode';

/** The file that a document belongs to: for a notebook's cell, whose own URI lies in no workspace folder, the notebook. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.uri.path === uri.path);
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}
