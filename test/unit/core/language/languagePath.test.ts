import { describe, expect, it } from 'vitest';
import { pathForLanguage, pathInLanguage } from '../../../../src/core/language/languagePath.js';

describe('pathForLanguage', () => {
  it.each([
    ['typescript', 'untitled.ts'],
    ['typescriptreact', 'untitled.tsx'],
    ['python', 'untitled.py'],
    ['shellscript', 'untitled.sh'],
    ['jsonc', 'untitled.json'],
    ['haskell', undefined],
    ['plaintext', undefined],
    ['', undefined],
  ])('names an untitled text in %j %j', (languageId, path) => {
    expect(pathForLanguage(languageId)).toBe(path);
  });
});

describe('pathInLanguage', () => {
  it.each([
    [undefined, 'sql', 'untitled.sql'],
    [undefined, 'plaintext', undefined],
    ['query.sql', 'sql', 'query.sql'],
    ['scripts/deploy', 'shellscript', 'scripts/deploy.sh'],
    ['deploy.zsh', 'shellscript', 'deploy.zsh'],
    ['notes.txt', 'python', 'notes.txt.py'],
    ['a.js', 'typescript', 'a.js.ts'],
    ['a.mts', 'typescript', 'a.mts'],
    ['a.h', 'cpp', 'a.h'],
    ['src/Makefile', 'makefile', 'src/Makefile'],
    ['Dockerfile', 'dockerfile', 'Dockerfile'],
    ['Gemfile', 'ruby', 'Gemfile'],
    ['a.py', 'no such language', 'a.py'],
    ['a.py', '', 'a.py'],
  ])('turns %j in %j into %j', (path, languageId, expected) => {
    expect(pathInLanguage(path, languageId)).toBe(expected);
  });
});
