import { expect, it } from 'vitest';
import { pathInLanguage } from '../../../../src/core/language/pathInLanguage.js';

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
  ['a.py', 'no such language', 'a.py'],
  ['a.py', '', 'a.py'],
])('the path of %j in %j is %j', (path, languageId, expected) => {
  expect(pathInLanguage(path, languageId)).toBe(expected);
});
