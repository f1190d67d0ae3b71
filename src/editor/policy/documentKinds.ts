import type * as vscode from 'vscode';

/** A document in which there are no suggestions because it has no code or text of the user's. */
export type ForeignKind = 'output' | 'chat' | 'search' | 'internal';

/**
 * By scheme. All others are open to suggestions, so that the file systems of other extensions work without being known here,
 * and so do settings, notebook cells and the input of an interactive window. Of what an extension displays through a
 * read-only file system or a content provider nothing is listed, such as `git`: VS Code asks for no suggestions there.
 */
const foreignSchemes: Readonly<Record<string, ForeignKind>> = {
  output: 'output',
  debug: 'output',
  'vscode-terminal': 'output',
  'accessible-view': 'output',
  // Requests to another model, and its answers; the chat completes its own commands.
  chatSessionInput: 'chat',
  'sessions-chat': 'chat',
  'chat-editing-text-model': 'chat',
  'chat-editing-snapshot-text-model': 'chat',
  // Lines of other files, with a query above them.
  'search-editor': 'search',
  // Review comments, which are letters to colleagues.
  comment: 'internal',
  // VS Code's own pages and helpers.
  inmemory: 'internal',
  private: 'internal',
  tmp: 'internal',
  vscode: 'internal',
  'vscode-settings': 'internal',
  walkThrough: 'internal',
  walkThroughSnippet: 'internal',
};

/** Of which VS Code has several, and more with each version. */
const foreignPrefixes: readonly (readonly [prefix: string, kind: ForeignKind])[] = [
  ['vscode-chat-', 'chat'],
  // Outputs and metadata; a cell's text is `vscode-notebook-cell` itself.
  ['vscode-notebook-cell-', 'internal'],
];

/** @returns undefined for a document in which a user writes code or text. */
export const foreignKind = ({ scheme }: Pick<vscode.Uri, 'scheme'>): ForeignKind | undefined =>
  Object.hasOwn(foreignSchemes, scheme)
    ? foreignSchemes[scheme]
    : foreignPrefixes.find(([prefix]) => scheme.startsWith(prefix))?.[1];
