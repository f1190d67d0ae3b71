import type { Uri } from 'vscode';

/** Where a user writes code or text; not output panes or what version control remembers. */
const schemes = [
  'file',
  'untitled',
  'vscode-notebook-cell',
  'vscode-vfs',
  'vscode-remote',
  'memfs',
  'vscode-userdata',
  'vscode-scm',
];

/** The documents in which VS Code asks Inkling for suggestions. */
export const supportedDocuments = schemes.map((scheme) => ({ scheme }));

export const isSupported = ({ scheme }: Uri): boolean => schemes.includes(scheme);
