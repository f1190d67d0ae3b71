import { renameSync, rmSync, symlinkSync, writeFileSync, chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitFailed } from '../../../../src/editor/platform/localFiles.js';
import { gitRecords } from '../../../../src/editor/platform/node/gitCommand.js';
import { listed, TestFolder } from './repository.js';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.dispose());

const init = (path: string): void => void folder.git('', ['init', '-q', path]);
const write = (...paths: string[]): void => paths.forEach((path) => folder.write(path, `text of ${path}`));

describe.each(['git', undefined])('the files of a folder, read with %s', (git) => {
  it('leaves out what a file of rules above the opened folder ignores', async () => {
    init('repository');
    folder.write('repository/.gitignore', 'private/\n/packages/app/local.ts\n');
    write('repository/packages/app/private/a.ts', 'repository/packages/app/local.ts', 'repository/packages/app/own.ts');
    expect(await listed(await folder.open('repository/packages/app', git))).toEqual(['own.ts']);
  });

  it('finds nothing in an opened folder that is ignored itself', async () => {
    init('repository');
    folder.write('repository/.gitignore', 'generated/\n');
    write('repository/generated/deep/a.ts');
    expect(await listed(await folder.open('repository/generated/deep', git))).toEqual([]);
  });

  it('reads .git/info/exclude and the user’s own rules', async () => {
    init('repository');
    folder.write('repository/.git/info/exclude', 'excluded.ts\n');
    folder.write('home/ignore', 'mine.ts\n');
    write('repository/excluded.ts', 'repository/mine.ts', 'repository/own.ts');
    const files = await folder.open('repository', git);
    expect(await listed(files)).toEqual(['own.ts']);
    expect(files.sources).toEqual(
      expect.arrayContaining([`${folder.path}/repository/.git/info/exclude`, `${folder.home}/ignore`]),
    );
  });

  it('reads the user’s rules where git looks for them by itself', async () => {
    init('repository');
    folder.write('home/.gitconfig', '');
    folder.write('home/.config/git/ignore', 'mine.ts\n');
    const before = process.env.XDG_CONFIG_HOME;
    process.env.XDG_CONFIG_HOME = `${folder.home}/.config`;
    try {
      write('repository/mine.ts', 'repository/own.ts');
      expect(await listed(await folder.open('repository', git))).toEqual(['own.ts']);
    } finally {
      if (before === undefined) delete process.env.XDG_CONFIG_HOME;
    }
  });

  it('reads more than 500 files of rules', async () => {
    init('repository');
    for (let i = 0; i < 600; i++) {
      folder.write(`repository/p${i}/.gitignore`, 'hidden.ts\n');
      write(`repository/p${i}/hidden.ts`);
    }
    const found = await listed(await folder.open('repository', git));
    expect(found.filter((path) => path.endsWith('hidden.ts'))).toEqual([]);
    expect(found).toHaveLength(600);
  });

  it('does not descend into packages, however many files they have', async () => {
    init('repository');
    for (let i = 0; i < 40; i++) for (let j = 0; j < 50; j++) write(`repository/node_modules/p${i}/${j}.js`);
    write('repository/src/own.ts', 'repository/src/build/made.js');
    expect(await listed(await folder.open('repository', git))).toEqual(['src/own.ts']);
  });

  it('finds the files of a folder below one that is called build', async () => {
    init('build/repository');
    write('build/repository/own.ts', 'build/repository/out/made.ts');
    expect(await listed(await folder.open('build/repository', git))).toEqual(['own.ts']);
  });

  it('asks a repository inside for what it ignores', async () => {
    init('repository');
    init('repository/inside');
    folder.write('repository/.gitignore', '*.log\n');
    folder.write('repository/inside/.gitignore', '*.tmp\n');
    write('repository/inside/a.ts', 'repository/inside/a.tmp', 'repository/inside/a.log', 'repository/b.log');
    const files = await folder.open('repository', git);
    const kept = ['.gitignore', 'inside/.gitignore', 'inside/a.log', 'inside/a.ts'];
    expect(await listed(files)).toEqual(kept);
    const single = await files.withoutIgnored([...kept, 'inside/a.tmp', 'b.log'], new AbortController().signal);
    expect([...single].sort()).toEqual(kept);
  });

  it('asks a submodule for what it ignores', async () => {
    init('library');
    folder.write('library/.gitignore', '*.tmp\n');
    write('library/a.ts');
    folder.git('library', ['add', '-A']);
    folder.git('library', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'a']);
    init('repository');
    const add = ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', '../library', 'sub'];
    folder.git('repository', add);
    write('repository/sub/a.tmp', 'repository/sub/new.ts');
    const found = await listed(await folder.open('repository', git));
    expect(found).toEqual(['.gitmodules', 'sub/.gitignore', 'sub/a.ts', 'sub/new.ts']);
  });

  it('never goes through a link that leads out of the folder', async () => {
    init('repository');
    write('repository/real/a.ts', 'outside/secret.ts', 'outside/tracked/a.ts');
    symlinkSync(join(folder.path, 'outside'), join(folder.path, 'repository/linked'));
    expect(await listed(await folder.open('repository', git))).toEqual(['linked', 'real/a.ts']);
    expect(await listed(await folder.open('repository', git), 'real')).toEqual(['real/a.ts']);
  });

  it('does not list files below a tracked folder when it has become a link', async () => {
    init('repository');
    write('repository/tracked/a.ts', 'outside/a.ts');
    folder.git('repository', ['add', '-A']);
    renameSync(join(folder.path, 'repository/tracked'), join(folder.path, 'repository/moved'));
    symlinkSync(join(folder.path, 'outside'), join(folder.path, 'repository/tracked'));
    expect(await listed(await folder.open('repository', git))).toEqual(['moved/a.ts', 'tracked']);
  });

  it('reads the rules of a folder that is in no repository', async () => {
    folder.write('plain/.gitignore', '*.log\n');
    write('plain/a.log', 'plain/sub/b.log', 'plain/own.ts');
    expect(await listed(await folder.open('plain', git))).toEqual(['.gitignore', 'own.ts']);
  });

  it('ends when it is cancelled', async () => {
    init('repository');
    for (let i = 0; i < 300; i++) write(`repository/d${i}/a.ts`);
    const files = await folder.open('repository', git);
    const stop = new AbortController();
    const found: string[] = [];
    for await (const path of files.list('', stop.signal)) {
      found.push(path);
      if (found.length === 3) stop.abort();
    }
    expect(found.length).toBeLessThan(300);
    expect(await files.withoutIgnored(['d1/a.ts'], stop.signal)).toEqual(new Set());
  });
});

describe('git', () => {
  it('is done without where it is missing, and says so', async () => {
    init('repository');
    folder.write('repository/.gitignore', '*.log\n');
    write('repository/a.log', 'repository/own.ts');
    const path = process.env.PATH;
    process.env.PATH = '';
    const failures: Error[] = [];
    try {
      const files = await folder.open('repository', 'git', { onGitFailed: (error) => failures.push(error) });
      expect(await listed(files)).toEqual(['.gitignore', 'own.ts']);
      expect(failures.map(({ message }) => message)).toEqual([expect.stringMatching(/^git cannot be run: .*ENOENT/)]);
    } finally {
      process.env.PATH = path;
    }
  });

  it('is done without where it gives up in the middle', async () => {
    init('repository');
    write('repository/own.ts');
    folder.write('repository/.gitignore', '*.log\n');
    const failures: Error[] = [];
    const files = await folder.open('repository', 'git', { onGitFailed: (error) => failures.push(error) });
    folder.write('repository/.git/index', 'damaged');
    expect(await listed(files)).toEqual(['.gitignore', 'own.ts']);
    expect(await files.withoutIgnored(['own.ts', 'a.log'], new AbortController().signal)).toEqual(new Set(['own.ts']));
    expect(failures).toHaveLength(1);
  });

  it.runIf(process.platform !== 'win32')('runs nothing that a repository’s configuration names', async () => {
    init('repository');
    write('repository/own.ts', 'repository/.gitignore');
    folder.git('repository', ['add', '-A']);
    const trap = join(folder.path, 'trap.sh');
    const mark = join(folder.path, 'ran');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $@" >> '${mark}'\n`);
    chmodSync(trap, 0o755);
    mkdirSync(join(folder.path, 'hooks'));
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'pre-auto-gc'])
      writeFileSync(join(folder.path, 'hooks', hook), `#!/bin/sh\necho ${hook} >> '${mark}'\n`, { mode: 0o755 });
    for (const [key, value] of Object.entries({
      'core.fsmonitor': trap,
      'core.hooksPath': join(folder.path, 'hooks'),
      'core.sshCommand': trap,
      'core.pager': trap,
      'pager.ls-files': trap,
      'core.editor': trap,
      'core.untrackedCache': 'true',
      'alias.ls-files': `!${trap}`,
      'alias.check-ignore': `!${trap}`,
      'extensions.partialClone': 'origin',
      'remote.origin.url': 'ssh://example.invalid/a',
      'remote.origin.promisor': 'true',
      'protocol.ssh.allow': 'always',
      'protocol.ext.allow': 'always',
    }))
      folder.git('repository', ['config', key, value]);
    // The rules are only in a tree that would have to be fetched first.
    folder.git('repository', ['config', 'core.sparseCheckout', 'true']);
    folder.git('repository', [
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=/dev/null',
      'update-index',
      '--skip-worktree',
      '.gitignore',
    ]);
    rmSync(join(folder.path, 'repository/.gitignore'));
    const object = folder.git('repository', ['-c', 'core.fsmonitor=false', 'rev-parse', ':.gitignore']).trim();
    rmSync(join(folder.path, 'repository/.git/objects', object.slice(0, 2), object.slice(2)), { force: true });
    rmSync(mark, { force: true });
    const failures: Error[] = [];
    const files = await folder.open('repository', 'git', { onGitFailed: (error) => failures.push(error) });
    expect(await listed(files)).toContain('own.ts');
    await files.withoutIgnored(['own.ts'], new AbortController().signal);
    expect(existsSync(mark)).toBe(false);
  });

  it('ends with an error that says what git said', async () => {
    const call = { git: 'git', folder: folder.path, signal: new AbortController().signal };
    const all = gitRecords(call, ['rev-parse', '--show-toplevel']).next();
    await expect(all).rejects.toBeInstanceOf(GitFailed);
    await expect(all).rejects.toThrow(/^git rev-parse ended with 128: fatal: not a git repository/);
  });
});
