import { expect, it } from 'vitest';
import { pathForLanguage } from '../../../../src/core/language/languagePath.js';

it.each([
  ['typescript', 'untitled.ts'],
  ['typescriptreact', 'untitled.tsx'],
  ['python', 'untitled.py'],
  ['shellscript', 'untitled.sh'],
  ['plaintext', undefined],
  ['', undefined],
])('the path for a text in %j is %j', (languageId, path) => {
  expect(pathForLanguage(languageId)).toBe(path);
});
