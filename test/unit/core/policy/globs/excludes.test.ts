import { describe, expect, it } from 'vitest';
import { compileExcludes } from '../../../../../src/core/policy/globs/excludes.js';

const folder = '/home/ada/shop';
const excludes = (pattern: string, path: string): boolean =>
  compileExcludes([pattern]).match({ relative: path, absolute: `${folder}/${path}` });

describe('compileExcludes', () => {
  it.each([
    ['*.sql', 'a.sql'],
    ['*.sql', 'db/deep/a.sql'],
    ['private/', 'private/a.ts'],
    ['private/', 'src/private/deep/a.ts'],
    ['private', 'src/private/a.ts'],
    ['src/generated/**', 'src/generated/deep/a.ts'],
    ['src/generated', 'src/generated/a.ts'],
    ['./src/*.ts', 'src/a.ts'],
    ['/notes.md', 'notes.md'],
    ['**/fixtures/*.{json,yaml}', 'test/fixtures/a.yaml'],
    ['.config/**', '.config/.hidden/a'],
    ['**', 'a/b'],
    ['.', 'a/b'],
    ['{src,lib}/*.ts', 'lib/a.ts'],
    ['a?c.ts', 'abc.ts'],
    ['a?c.ts', 'a😀c.ts'],
    ['[a-c]x.ts', 'bx.ts'],
    ['[!a-c]x.ts', 'dx.ts'],
    ['*.@(sql|db)', 'a.db'],
    ['*.+(a|b)', 'x.abba'],
  ])('compiles %s, which excludes %s', (pattern, path) => expect(excludes(pattern, path)).toBe(true));

  it.each([
    ['*.sql', 'a.sql.ts'],
    ['private/', 'src/private.ts'],
    ['src/generated/**', 'lib/src/generated/a.ts'],
    ['src/*.ts', 'src/deep/a.ts'],
    ['[a-c]x.ts', 'dx.ts'],
    ['file(1).ts', 'file1.ts'],
    ['', 'a.ts'],
    ['  ', 'a.ts'],
  ])('compiles %s, which does not exclude %s', (pattern, path) => expect(excludes(pattern, path)).toBe(false));

  it.each([
    ['*.SQL', 'db/a.sql'],
    ['*.sql', 'DB/A.SQL'],
    ['Private/', 'src/pRIVATE/a.ts'],
    ['e\u0301t\u00e9.ts', '\u00e9te\u0301.ts'],
  ])('ignores case and Unicode normalization: %s, %s', (pattern, path) => expect(excludes(pattern, path)).toBe(true));

  it.each([
    ['file(1).ts', 'src/file(1).ts'],
    ['app/[id]/*.ts', 'app/[id]/page.ts'],
    ['[id].ts', 'app/[id].ts'],
    ['{draft}.md', '{draft}.md'],
    ['a(b|c).ts', 'a(b|c).ts'],
    ['plus+(1).ts', 'plus+(1).ts'],
    ['!important.txt', '!important.txt'],
    [' a.ts', 'a.ts'],
    [' a.ts', ' a.ts'],
  ])('matches names with brackets and punctuation literally as well: %s', (pattern, path) =>
    expect(excludes(pattern, path)).toBe(true),
  );

  it.each([
    ['private\\x.sql', 'private/x.sql'],
    ['src\\private\\', 'src/private/a.ts'],
    ['src\\**\\*.sql', 'src/db/a.sql'],
    ['src\\\\db', 'src/db/a.sql'],
    ['file\\(1\\).ts', 'file(1).ts'],
    ['my\\ folder/', 'my folder/a.ts'],
  ])('accepts a backslash as folder separator, or as escape: %s', (pattern, path) =>
    expect(excludes(pattern, path)).toBe(true),
  );

  it.each([
    `${folder}/private/x.sql`,
    `${folder}/private/`,
    `file://${folder}/private`,
    `file://${folder.replace('shop', 's%68op')}/private`,
    `vscode-remote://ssh-remote+host${folder}/private`,
    '${workspaceFolder}/private',
    '~/shop/private',
    '../shop/private',
    '/home/*/shop/private',
    './/private//x.sql',
  ])('accepts an absolute path: %s', (pattern) => expect(excludes(pattern, 'private/x.sql')).toBe(true));

  it('accepts an absolute path on Windows', () => {
    const file = { relative: 'private/x.sql', absolute: '/c:/Users/ada/shop/private/x.sql' };
    expect(compileExcludes(['C:\\Users\\Ada\\shop\\private']).match(file)).toBe(true);
    const shared = { relative: 'x.sql', absolute: 'server/share/shop/x.sql' };
    expect(compileExcludes(['\\\\server\\share\\shop']).match(shared)).toBe(true);
  });

  it('matches the absolute path of a file outside all folders', () => {
    const file = { relative: undefined, absolute: '/tmp/private/x.sql' };
    expect(compileExcludes(['private/']).match(file)).toBe(true);
    expect(compileExcludes(['/tmp/private']).match(file)).toBe(true);
    expect(compileExcludes(['other/']).match(file)).toBe(false);
  });

  it('excludes nothing without patterns', () => {
    expect(compileExcludes([]).match({ relative: 'a.ts', absolute: '/a.ts' })).toBe(false);
  });
});

describe('compileExcludes, for an invalid pattern,', () => {
  it.each([
    ['[a-z.sql', 'db/b.sql'],
    ['[a-z.sql', '[a-z.sql'],
    ['src/[ab', 'src/a/x.ts'],
    ['*.{sql,db', 'a.db'],
    ['{a,b', 'src/b'],
    ['[z-a].ts', 'm.ts'],
    ['!keep.sql', '!keep.sql'],
  ])('reports it, and excludes what it could mean: %s, %s', (pattern, path) => {
    expect(compileExcludes([pattern]).invalid).toEqual([pattern]);
    expect(excludes(pattern, path)).toBe(true);
  });

  it('does not affect other patterns and files', () => {
    const { match, invalid } = compileExcludes(['*.sql', '[a-z.db']);
    expect(invalid).toEqual(['[a-z.db']);
    expect(match({ relative: 'a.sql', absolute: '/a.sql' })).toBe(true);
    expect(match({ relative: 'a.ts', absolute: '/a.ts' })).toBe(false);
  });

  it.each(['*.sql', 'file(1).ts', '[id].ts', 'a]b}c)', '[]', '{1..9}', 'private\\x.sql', '!(a|b)', '@(a|b)'])(
    'is not %s',
    (pattern) => expect(compileExcludes([pattern]).invalid).toEqual([]),
  );
});
