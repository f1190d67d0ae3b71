import { expect, it } from 'vitest';
import { candidateFiles, type Neighbourhood } from '../../../../src/core/snippets/candidates.js';
import { importsOf } from '../../../../src/core/snippets/imports.js';
import { folderOf } from '../../../../src/core/workspace/indexedFile.js';
import { filesOf } from './support/texts.js';

const none = { imports: [], recent: [], related: [] };
const paths = (known: readonly string[], asked: Partial<Neighbourhood> & { path: string }): string[] =>
  candidateFiles(filesOf(...known), { ...none, ...asked }).map(({ path }) => path);

it('candidateFiles returns imported, recent and related files, tests, and the folder, each once', () => {
  const known = ['a/far.ts', 'a/box.ts', 'b/seen.ts', 'a/box.test.ts', 'b/like.ts', 'c/given.ts', 'c/box.spec.ts'];
  const imports = importsOf("import '../c/given.js';\nimport './gone.js';", 'a');
  expect(
    paths(known, { path: 'a/box.ts', imports, recent: ['b/seen.ts', 'gone.ts'], related: ['b/like.ts', 'a/far.ts'] }),
  ).toEqual([...['c/given.ts', 'b/seen.ts', 'b/like.ts', 'a/far.ts', 'a/box.test.ts', 'c/box.spec.ts']]);
});

it.each([
  ["import '../core/index.js'", 'src/a.ts', ['core/index.ts', 'more/index.ts'], ['core/index.ts']],
  ["import '../core'", 'src/a.ts', ['core/index.ts', 'core/more.ts'], ['core/index.ts', 'core/more.ts']],
  ["import '@acme/query'", 'apps/a.ts', ['packages/query/src/index.ts'], ['packages/query/src/index.ts']],
  [
    'from click.core import Command',
    'tests/test_a.py',
    ['src/click/core.py', 'src/click/types.py'],
    ['src/click/core.py'],
  ],
  ['from . import core', 'click/a.py', ['click/__init__.py'], ['click/__init__.py']],
  [
    'import com.acme.Box;',
    'x/Main.java',
    ['lib/com/acme/Box.java', 'lib/com/acme/Lid.java'],
    ['lib/com/acme/Box.java'],
  ],
  ['use crate::matcher::Matcher;', 'src/a.rs', ['crates/m/matcher.rs'], ['crates/m/matcher.rs']],
  [
    'import (\n\t"github.com/a/tea/keys"\n)',
    'cmd/a.go',
    ['keys/k.go', 'keys/l.go', 'monkeys/m.go'],
    ['keys/k.go', 'keys/l.go'],
  ],
])('candidateFiles resolves %j in %s among %j to %j', (text, path, known, meant) => {
  expect(paths(known, { path, imports: importsOf(text, folderOf(path)) })).toEqual([
    ...meant,
    ...known.filter((other) => folderOf(other) === folderOf(path) && !meant.includes(other)),
  ]);
});

it.each([
  ['src/box.ts', 'test/unit/box.test.ts'],
  ['test/unit/box.test.ts', 'src/box.ts'],
  ['click/core.py', 'tests/test_core.py'],
  ['tea/key.go', 'other/key_test.go'],
  ['main/Gson.java', 'test/GsonTest.java'],
])('candidateFiles returns for %s also %s', (path, sibling) => {
  expect(paths(['x/other.ts', 'x/boxes.ts', sibling], { path })).toEqual([sibling]);
});

it('candidateFiles limits their number', () => {
  const known = Array.from({ length: 1000 }, (_, i) => `a/file${i}.ts`);
  const recent = known.slice(0, 100);
  const related = known.slice(100, 200);
  const found = paths(known, { path: 'a/file5.ts', recent, related });
  expect(found.length).toBe(20);
  expect(found).not.toContain('a/file5.ts');
});
