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
});
