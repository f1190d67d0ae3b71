import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, TestFolder } from './repository.js';

const folderNames = ['a', 'b', 'Lib', 'x y', 'deep[1]'];
const fileNames = ['a', 'b', 'a.log', 'b.ts', '.env', '#h', '!n', 'sp ace', 'Ä.ts', '*.ts', ':x', 'keep.log', 'A.log'];

const folderPath = fc.array(fc.constantFrom(...folderNames), { maxLength: 3 }).map((names) => names.join('/'));
const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
const filePath = fc
  .tuple(folderPath, fc.constantFrom(...fileNames))
  // A name is either a folder's or a file's.
  .map(([folder, name]) => inFolder(folder, folderNames.includes(name) ? `${name}.txt` : name));

const segment = fc.constantFrom(
  ...['*', '**', 'a', 'b', 'Lib', 'lib', 'x y', 'x\\ y', '*.log', '*.ts', '?', '[ab]', '[!a]*', 'deep\\[1\\]', 'deep*'],
  ...['keep.log', '.*', '*e*', '\\#h', '\\!n', 'sp ace', 'Ä*', 'a*', '*[[:upper:]]*', '\\*.ts', '???', '*a*'],
);
const pattern = fc
  .record({
    isNegated: fc.boolean(),
    start: fc.constantFrom('', '', '/'),
    segments: fc.array(segment, { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom('', '', '/', '  ', '\r'),
  })
  .map(({ isNegated, start, segments, end }) => `${isNegated ? '!' : ''}${start}${segments.join('/')}${end}`);
const line = fc.oneof(
  { weight: 8, arbitrary: pattern },
  { weight: 1, arbitrary: fc.constantFrom('', '# note', '/', '!') },
);
const rules = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));

const project = fc.record({
  files: fc.uniqueArray(filePath, { minLength: 1, maxLength: 25 }),
  ignoreFiles: fc.array(fc.tuple(folderPath, rules), { maxLength: 4 }),
  above: rules,
  between: rules,
  exclude: rules,
  global: rules,
  tracked: fc.array(fc.nat(), { maxLength: 3 }),
});

describe('files that git does not ignore', () => {
  it('are those that `git check-ignore` does not name, with git and without', async () => {
    await fc.assert(
      fc.asyncProperty(project, async ({ files, ignoreFiles, above, between, exclude, global, tracked }) => {
        const folder = new TestFolder();
        try {
          folder.git('', ['init', '-q', 'repository']);
          const root = 'repository/packages/app';
          for (const path of files) folder.write(`${root}/${path}`, 'text');
          for (const [place, text] of ignoreFiles) folder.write(inFolder(`${root}/${place}`, '.gitignore'), text);
          folder.write('repository/.gitignore', above);
          folder.write('repository/packages/.gitignore', between);
          folder.write('repository/.git/info/exclude', exclude);
          folder.write('home/ignore', global);
          const all = [...new Set([...files, ...ignoreFiles.map(([place]) => inFolder(place, '.gitignore'))])].map(
            (path) => path.replace(/^\//, ''),
          );
          const kept = (): string[] => {
            const ignored = folder.ignored(root, all);
            return all.filter((path) => !ignored.has(path)).sort();
          };
          const { signal } = new AbortController();
          // Without git it is not known what is tracked: such a file is left out where it is ignored.
          const withoutGit = await folder.open(root, undefined);
          expect(await listed(withoutGit), 'without git').toEqual(kept());
          expect([...(await withoutGit.withoutIgnored(all, signal))].sort(), 'one by one, without git').toEqual(kept());
          for (const number of tracked) {
            folder.git(root, ['--literal-pathspecs', 'add', '-f', '--', files[number % files.length]!]);
          }
          const withGit = await folder.open(root, 'git');
          expect(await listed(withGit), 'with git').toEqual(kept());
          expect([...(await withGit.withoutIgnored(all, signal))].sort(), 'one by one, with git').toEqual(kept());
        } finally {
          folder.dispose();
        }
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
