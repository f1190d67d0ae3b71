import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import * as vscode from 'vscode';
import { open, parseJson } from './support.js';
import './warmUp.js';

/** Unhandled rejections, with Inkling in their stack: VS Code and its other extensions have their own. */
const unhandled: string[] = [];
const extensionPath = (): string => vscode.extensions.getExtension('inkling.inkling')!.extensionPath;
/** Not the whole path: the VS Code under test may be inside it. */
const builtPath = (): string => join(extensionPath(), 'dist') + sep;
process.on('unhandledRejection', (reason) => {
  const stack = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  if (stack.includes(builtPath())) unhandled.push(stack);
});

after('every rejection was handled, also while the extension ends with a request under way', async () => {
  await open(parseJson);
  const asked = vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  // The module that VS Code has loaded.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { deactivate } = require(join(extensionPath(), 'dist/extension.js')) as { deactivate: () => Promise<void> };
  await deactivate();
  await asked;
  // Node tells of a rejection only after the microtasks; VS Code's messages take longer.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(unhandled, []);
});
