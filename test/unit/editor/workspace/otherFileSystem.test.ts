import { describe, expect, it } from 'vitest';
import type { EntryKind, FileTree } from '../../../../src/editor/workspace/files/fileTree.js';
import { FolderFiles } from '../../../../src/editor/workspace/files/folderFiles.js';
import { listed } from './repository.js';

/** A file system in memory, as another extension may provide one; a text that is undefined is a link. */
function treeOf(files: Readonly<Record<string, string | undefined>>): FileTree {
  const kindAt = (path: string): EntryKind | undefined => {
    if (path in files) return files[path] === undefined ? 'link' : 'file';
    return Object.keys(files).some((other) => other.startsWith(`${path}/`)) ? 'folder' : undefined;
  };
  return {
    list: (folder) => {
      const below = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      const names = new Set(below.map((path) => path.slice(folder.length + 1).split('/')[0]!));
      return Promise.resolve([...names].map((name) => ({ name, kind: kindAt(`${folder}/${name}`)! })));
    },
    kind: (path) => Promise.resolve(kindAt(path)),
    text: (path) => Promise.resolve(files[path]),
  };
}

describe('the files of a folder that is not on this machine', () => {
  const tree = treeOf({
    '/project/.git/info/exclude': 'excluded.ts\n',
    '/project/.gitignore': '*.log\n/app/above.ts\n',
    '/project/app/.gitignore': 'own/\n!keep.log\n',
    '/project/app/above.ts': '',
    '/project/app/a.log': '',
    '/project/app/deep/keep.log': '',
    '/project/app/excluded.ts': '',
    '/project/app/link': undefined,
    '/project/app/node_modules/a/index.js': '',
    '/project/app/own/a.ts': '',
    '/project/app/a.ts': '',
  });

  it('are those that git would not ignore', async () => {
    const parts = { root: '/project/app', tree, onUnreadable: () => undefined, onGitFailed: () => undefined };
    const files = await FolderFiles.open(parts, new AbortController().signal);
    expect(await listed(files)).toEqual(['.gitignore', 'a.ts', 'deep/keep.log', 'link']);
    const all = ['a.ts', 'a.log', 'own/a.ts', 'excluded.ts', 'node_modules/a/index.js', 'deep/keep.log'];
    expect([...(await files.withoutIgnored(all, new AbortController().signal))]).toEqual(['a.ts', 'deep/keep.log']);
  });

  it('are listed from the folders in use on, up to the limit of folders', async () => {
    const files: Record<string, string> = { '/w/root.ts': '' };
    for (const folder of ['a', 'b', 'c', 'c/near', 'c/other']) files[`/w/${folder}/1.ts`] = '';
    let limits = 0;
    const parts = {
      ...{ root: '/w', tree: treeOf(files), onUnreadable: () => undefined, onGitFailed: () => undefined },
      maxFolders: 4,
      onFolderLimit: () => limits++,
      isNear: (folder: string) => 'c/near/1.ts'.startsWith(`${folder}/`),
    };
    const { signal } = new AbortController();
    const found: string[] = [];
    for await (const path of (await FolderFiles.open(parts, signal)).list('', signal)) found.push(path);
    expect(found).toEqual(['root.ts', 'c/1.ts', 'c/near/1.ts', 'c/other/1.ts']);
    expect(limits).toBe(2);
  });

  it('are found with one request for a folder without rules', async () => {
    const asked: string[] = [];
    const inner = treeOf({ '/w/a/1.ts': '', '/w/b/.gitignore': '*.log\n', '/w/b/2.log': '' });
    const counting: FileTree = {
      list: (path) => (asked.push(`list ${path}`), inner.list(path)),
      kind: (path) => (asked.push(`kind ${path}`), inner.kind(path)),
      text: (path) => (asked.push(`text ${path}`), inner.text(path)),
    };
    const parts = { root: '/w', tree: counting, onUnreadable: () => undefined, onGitFailed: () => undefined };
    const files = await FolderFiles.open(parts, new AbortController().signal);
    expect(await listed(files)).toEqual(['a/1.ts', 'b/.gitignore']);
    expect(asked).toEqual(['kind /w/.git', 'list /w', 'list /w/a', 'list /w/b', 'text /w/b/.gitignore']);
  });
});
