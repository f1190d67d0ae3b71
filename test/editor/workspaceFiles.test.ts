import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ghostAfter, idiom, untilForgotten, untilLearned } from './learned.js';
import { learnsFromPlanted, uriOf, write } from './planted.js';
import { closeAll, expectNoGhost, keys, open, until, waitForMessage } from './support.js';

const inWorkspace = (path: string): string => uriOf(path).fsPath;

/** Writes a file without the editor, as another program does. */
function writeBeside(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Whether the built-in extension has found git. */
function hasGit(): boolean {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): unknown }>('vscode.git')!;
  try {
    return extension.isActive && extension.exports.getAPI(1) !== undefined;
  } catch {
    // It throws until it has.
    return false;
  }
}

describe('files that the workspace index reads', () => {
  learnsFromPlanted();

  let outside: string;
  const added: string[] = [];
  /** A path in the workspace that the test's end removes. */
  const adding = (path: string): string => {
    added.push(inWorkspace(path));
    return inWorkspace(path);
  };

  beforeEach(() => (outside = mkdtempSync(join(tmpdir(), 'inkling-outside-'))));
  afterEach(() => {
    for (const path of [outside, ...added.splice(0)]) rmSync(path, { recursive: true, force: true });
  });

  it('do not include targets of symbolic links outside the workspace', async () => {
    writeBeside(join(outside, 'folder', 'a.ts'), idiom('beyond'));
    writeBeside(join(outside, 'turned.ts'), idiom('turned'));
    symlinkSync(join(outside, 'folder'), adding('linked'));
    // A file that is learned, and then becomes a link.
    writeBeside(adding('src/turning.ts'), idiom('turning'));
    await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
    await untilLearned('turning');
    rmSync(inWorkspace('src/turning.ts'));
    symlinkSync(join(outside, 'turned.ts'), inWorkspace('src/turning.ts'));
    await untilForgotten('turning');
    // It is read after the others: once it is learned, they had their chance.
    await write('src/plain.ts', idiom('plain'));
    await untilLearned('plain');
    assert.equal(await ghostAfter('beyond'), '');
    assert.equal(await ghostAfter('turned'), '');

    const editor = await vscode.window.showTextDocument(uriOf('linked/a.ts'), { preview: false });
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), idiom('behind')));
    await write('src/plain.ts', idiom('later'));
    await untilLearned('later');
    assert.equal(await ghostAfter('behind'), '');
  });

  it('do not include secret files that are edited through a link of another name', async () => {
    await write('.env', 'TOKEN=1\n');
    symlinkSync(inWorkspace('.env'), adding('notes.ts'));
    const editor = await vscode.window.showTextDocument(uriOf('notes.ts'), { preview: false });
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), idiom('hidden')));
    await keys.focusEditor();
    await keys.press('Control+End');
    await keys.type('const a = ledger.hiddenQuor');
    await expectNoGhost();
    await keys.press('Alt+Backslash');
    await waitForMessage((text) => text.includes('never reads files that may contain secrets'));
    await write('src/plain.ts', idiom('plain'));
    await untilLearned('plain');
    assert.equal(await ghostAfter('hidden'), '');
  });

  it('include all of the project’s own when it has many packages installed', async () => {
    const packages = join(outside, 'node_modules');
    for (let i = 0; i < 40; i++) {
      mkdirSync(join(packages, `package${i}`), { recursive: true });
      for (let j = 0; j < 1500; j++) writeFileSync(join(packages, `package${i}`, `${j}.js`), '');
    }
    await write('.gitignore', 'node_modules/\n');
    renameSync(packages, adding('node_modules'));
    const names = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot'];
    for (const name of names) writeBeside(adding(`own/${name}/a.ts`), idiom(name));
    await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
    for (const name of names) await untilLearned(name);
  }).timeout(180_000);

  it('are removed and added with their folder', async () => {
    writeBeside(adding('pack/deep/a.ts'), idiom('packed'));
    await untilLearned('packed');
    renameSync(inWorkspace('pack'), join(outside, 'pack'));
    await untilForgotten('packed');
    renameSync(join(outside, 'pack'), adding('moved'));
    await untilLearned('packed');
    await vscode.workspace.fs.delete(uriOf('moved'), { recursive: true });
    await untilForgotten('packed');
  });

  it('do not include files that git ignores by any of its rules', async () => {
    const git = (...args: string[]): void =>
      void execFileSync('git', ['-C', inWorkspace(''), ...args], { stdio: 'pipe' });
    adding('.git');
    git('init', '-q');
    writeBeside(adding('src/local.ts'), idiom('local'));
    // It is off in tests, so that it marks nothing; the rules are read without git then.
    const settings = vscode.workspace.getConfiguration('git');
    await settings.update('enabled', true, true);
    try {
      await until(hasGit, 'Switching the git extension on');
      await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
      await untilLearned('local');
      writeBeside(inWorkspace('.git/info/exclude'), 'local.ts\n');
      await untilForgotten('local');
      // A tracked file is never ignored.
      git('add', '-f', 'src/local.ts');
      await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
      await untilLearned('local');
    } finally {
      await settings.update('enabled', false, true);
    }
  });

  it('do not include files that a hidden ignore file of their folder names', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('exclude', { '**/.gitignore': true }, true);
    try {
      await write('.gitignore', 'ignored.ts\n');
      await write('ignored.ts', idiom('ignored'));
      await write('src/plain.ts', idiom('plain'));
      await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
      await untilLearned('plain');
      assert.equal(await ghostAfter('ignored'), '');
    } finally {
      await files.update('exclude', undefined, true);
    }
  });

  it('are decoded as in the editor, or left out', async () => {
    const text = Array.from(
      { length: 6 },
      (_, i) => `  const row${i} = ledger.umlautQuorvex(umlautAccounts.primary, "Gr\xfc\xdfe");\n`,
    );
    writeBeside(adding('src/latin.ts'), Buffer.from(text.join(''), 'latin1'));
    await write('src/plain.ts', idiom('plain'));
    await untilLearned('plain');
    assert.equal(await ghostAfter('umlaut'), '');
    const files = vscode.workspace.getConfiguration('files');
    await files.update('encoding', 'windows1252', true);
    try {
      await untilLearned('umlaut');
      await open('function book() {\n  const row9 = ledger.umlautQuor‸\n}\n');
      await keys.type('v');
      await keys.waitForGhost((ghost) => ghost.includes('"Grüße"'), 10_000);
      await closeAll();
    } finally {
      await files.update('encoding', undefined, true);
    }
  });
});
