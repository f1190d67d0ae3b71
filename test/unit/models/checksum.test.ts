import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { matches, type Checksum } from '../../../src/models/checksum.js';
import { folderOfTest } from './support/downloads.js';

// As `git hash-object`, `sha256sum` and `sha1sum` print them.
const cases: [string, Checksum['kind'], string, boolean][] = [
  ['', 'git', 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391', true],
  ['hello\n', 'git', 'ce013625030ba8dba906f756967f9e9ca394464a', true],
  ['hello\n', 'git', 'f572d396fae9206628714fb2ce00f72e94f2258f', true],
  ['hello\n', 'sha256', '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03', true],
  ['hello!\n', 'sha256', '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03', false],
  ['hello!\n', 'git', 'ce013625030ba8dba906f756967f9e9ca394464a', false],
];

test.each(cases)('%j by %s %s: %s', async (text, kind, hex, expected) => {
  const file = join(folderOfTest(), 'file');
  writeFileSync(file, text);
  expect(await matches(file, text.length, { kind, hex })).toBe(expected);
});
