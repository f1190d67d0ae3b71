import { describe, expect, it } from 'vitest';
import { languageNamed, languageOf } from '../../../../src/core/language/languageOf.js';
import { languages } from '../../../../src/core/language/languages.js';

const idOf = (path?: string, languageId?: string): string | undefined => languageOf({ path, languageId })?.id;

describe('languageOf', () => {
  it.each([
    ['src/a.b/c.PY', 'python'],
    ['a\\b.ts', 'typescript'],
    ['a.d.mts', 'typescript'],
    ['a.h', 'c'],
    ['src/Makefile', 'makefile'],
    ['a\\Dockerfile', 'dockerfile'],
    ['CMakeLists.txt', 'cmake'],
    ['Gemfile', 'ruby'],
    ['a.txt', undefined],
    ['.py', undefined],
    ['py', undefined],
    ['a.ts/b', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('finds the language of the file %j: %s', (path, id) => {
    expect(idOf(path)).toBe(id);
  });

  it.each([
    ['python', 'a.ts', 'python'],
    ['python', 'bin/deploy', 'python'],
    ['cpp', 'a.h', 'cpp'],
    ['jsonc', 'tsconfig.json', 'json'],
    ['dockercompose', 'compose.yml', 'yaml'],
  ])('prefers the language id when it is %s for %s', (languageId, path, id) => {
    expect(idOf(path, languageId)).toBe(id);
  });

  it.each(['plaintext', 'unknown', ''])('falls back to the file name when the language id is %j', (languageId) => {
    expect(idOf('a.ts', languageId)).toBe('typescript');
  });
});

describe('languageNamed', () => {
  it.each([
    ['typescript', 'typescript'],
    ['ts', 'typescript'],
    ['stylus', undefined],
  ])('finds %s: %s', (name, id) => {
    expect(languageNamed(name)?.id).toBe(id);
  });
});

describe('the table', () => {
  const all = (keys: (language: (typeof languages)[number]) => readonly string[]): string[] => languages.flatMap(keys);

  it('names no language twice', () => {
    const ids = all(({ id, aliases = [] }) => [id, ...aliases]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives an extension to several languages only when the first of them is meant', () => {
    const extensions = all((language) => language.extensions);
    expect(extensions.filter((one, i) => extensions.indexOf(one) < i)).toEqual(['h']);
  });

  it('holds names and extensions in lower case', () => {
    for (const name of all(({ extensions, fileNames = [] }) => [...extensions, ...fileNames])) {
      expect(name).toBe(name.toLowerCase());
    }
  });

  it.each(languages.filter(({ templatePath }) => templatePath !== undefined).map((one) => [one.id, one] as const))(
    'returns a template path in its language for %s',
    (_, language) => {
      expect(languageOf({ path: language.templatePath })).toBe(language);
    },
  );
});
