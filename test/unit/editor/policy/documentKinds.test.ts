import { describe, expect, it } from 'vitest';
import { foreignKind } from '../../../../src/editor/policy/documentKinds.js';

describe('a document', () => {
  it.each([
    // Of the desktop, of connected machines and of other extensions, known or not.
    ...['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'memfs', 'vsls', 'sftp', 'wsl', 'constructor'],
    // A notebook's cell, the input of an interactive window, the settings as JSON, the commit message.
    ...['vscode-notebook-cell', 'vscode-interactive-input', 'vscode-userdata', 'vscode-scm'],
  ])('is open to suggestions when its scheme is %s', (scheme) => expect(foreignKind({ scheme })).toBeUndefined());

  it.each([
    ['output', 'output'],
    ['debug', 'output'],
    ['chatSessionInput', 'chat'],
    ['vscode-chat-code-block', 'chat'],
    ['search-editor', 'search'],
    ['comment', 'internal'],
    ['vscode-settings', 'internal'],
    ['vscode-notebook-cell-output', 'internal'],
  ] as const)('has none when its scheme is %s', (scheme, kind) => expect(foreignKind({ scheme })).toBe(kind));
});
