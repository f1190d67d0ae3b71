/** A workspace of two folders with its own settings, as a foreign repository may have. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDir } from './temporary.mjs';

const workspaceSettings = {
  'inkling.exclude': ['everywhere/'],
  'inkling.automatic': false,
  'inkling.context.clipboard': true,
  'inkling.workspace.learn': true,
};

/** @returns {{file: string, dispose(): void}} */
export function multiRootWorkspace() {
  const { dir, dispose } = temporaryDir('inkling-multi-root-');
  for (const name of ['first', 'second']) mkdirSync(path.join(dir, name, '.vscode'), { recursive: true });
  const ofFolder = { 'inkling.exclude': ['own/'] };
  writeFileSync(path.join(dir, 'second', '.vscode', 'settings.json'), JSON.stringify(ofFolder));
  const file = path.join(dir, 'several.code-workspace');
  const folders = [{ path: 'first' }, { path: 'second' }];
  writeFileSync(file, JSON.stringify({ folders, settings: workspaceSettings }));
  return { file, dispose };
}
