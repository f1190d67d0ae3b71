import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../../src/core/respect/globs.js';

describe('a pattern of the setting for excluded files', () => {
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
  ])('%s means %s', (pattern, path) => expect(compileGlobs([pattern])(path)).toBe(true));

  it.each([
    ['*.sql', 'a.sql.ts'],
    ['private/', 'src/private.ts'],
    ['src/generated/**', 'lib/src/generated/a.ts'],
    ['src/*.ts', 'src/deep/a.ts'],
    ['', 'a.ts'],
  ])('%s does not mean %s', (pattern, path) => expect(compileGlobs([pattern])(path)).toBe(false));

  it('is nothing where there is none', () => expect(compileGlobs([])('a.ts')).toBe(false));
});
