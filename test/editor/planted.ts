import * as vscode from 'vscode';
import { closeAll, withSetting } from './support.js';

/** Files that tests plant in the workspace, to see which of them are read. */
const planted = ['src/plain.ts', '.env', 'private/excluded.ts', 'ignored.ts', '.gitignore'];

/** A file of the workspace. */
export const uriOf = (path: string): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);

export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
}

/** The files of `withUnread` that must not be indexed. */
export const unread = ['secret', 'excluded', 'ignored'] as const;

/**
 * Plants a file that may be read, `plain`, and after those that may not: a secret, an excluded and an ignored one.
 *
 * @param textOf the text of the file with that name.
 */
export async function withUnread(textOf: (name: string) => string, use: () => Promise<void>): Promise<void> {
  await withSetting('exclude', ['private/'], async () => {
    await write('.gitignore', 'ignored.ts\n');
    await write('.env', textOf('secret'));
    await write('private/excluded.ts', textOf('excluded'));
    await write('ignored.ts', textOf('ignored'));
    // Written last and read as the others would have been: once it is learned, they had their chance.
    await write('src/plain.ts', textOf('plain'));
    await use();
  });
}

/** For a suite: it learns from the workspace, and each test ends without planted files. */
export function learnsFromPlanted(): void {
  const learn = (isOn: boolean): Thenable<void> =>
    vscode.workspace.getConfiguration('inkling').update('workspace.learn', isOn, true);

  before(() => learn(true));
  after(() => learn(false));

  afterEach(async () => {
    await closeAll();
    for (const path of planted) await vscode.workspace.fs.delete(uriOf(path)).then(undefined, () => undefined);
  });
}
