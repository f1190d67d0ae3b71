import * as vscode from 'vscode';

/** Where the page's script and its style sheet lie. */
export const resourceRoots = (extension: vscode.Uri): vscode.Uri[] =>
  ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extension, folder));

/** The extension's part in the page. */
export interface PageParts {
  /** The folder of the extension. */
  readonly extension: vscode.Uri;
  readonly newNonce: () => string;
}

/** The page as it begins: nothing may be loaded or run in it but its own script and its own style sheet. */
export function lensHtml(webview: vscode.Webview, { extension, newNonce }: PageParts): string {
  const nonce = newNonce();
  const uri = (...path: string[]): string => String(webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('media', 'lens', 'lens.css')}">
<title>Inkling</title>
</head>
<body>
<script nonce="${nonce}" src="${uri('dist', 'lens.js')}"></script>
</body>
</html>`;
}
