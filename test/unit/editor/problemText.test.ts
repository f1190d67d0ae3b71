import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownTexts } from '../../../src/editor/report/knownTexts.js';
import { problemText } from '../../../src/editor/report/problemText.js';
import { problemOf } from '../../../src/editor/problem.js';

const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Readonly<Record<string, string>>;
const english = Object.keys(german);
const texts = new KnownTexts(english, german, new Set(['inkling.topK', 'inkling.model.folder']));
const said = (message: string): string => problemText({ message }, texts);

describe('a problem in a report', () => {
  it.each([
    [
      'The setting "inkling.topK" is "lots", but it must be a whole number of at least 0. Inkling uses 40 instead.',
      'The setting "inkling.topK" is …, but it must be a whole number of at least …. Inkling uses … instead.',
    ],
    [
      'Die Einstellung "inkling.exclude" enthält ungültige Muster: "private/[". Bis Sie sie korrigieren, schließt Inkling jede Datei aus, auf die sie zutreffen könnten.',
      'The setting "inkling.exclude" contains invalid patterns: …. Until you fix them, Inkling excludes every file that they could match.',
    ],
    ['zanzibar or /home/zanzibar', '…'],
    ['ENOENT: no such file or directory, open /home/zanzibar', '…'],
    ['', '…'],
  ])('%s', (message, expected) => expect(said(message)).toBe(expected));

  it('is in English and without its values for each text of Inkling', () => {
    for (const text of english) {
      const message = german[text]!.replace(/\{\d+\}/g, 'zanzibar');
      expect(said(message), text).not.toContain('zanzibar');
    }
  });

  it('of an error says its kind, the code of the system, and where in Inkling it came from', () => {
    const error = Object.assign(new TypeError('x is not a function\n    at zanzibar (node:fs:1:2)'), {
      code: 'ENOSPC',
    });
    error.stack = `TypeError: ${error.message}
    at Engine.run (/home/me/.vscode/extensions/inkling/dist/extension.js:12:34)
    at async /home/me/.vscode/extensions/inkling/dist/worker.js:5:6
    at /home/zanzibar (old)/dist/worker.js:7:8
    at zanzibar (/home/me/project/zanzibar.js:1:2)
    at C:\\Users\\zanzibar (old)\\dist\\extension.js:9:10
    at async Promise.all (index 0)
    at Socket.emit [as push] (node:events:514:28)`;
    expect(problemText(problemOf(error), texts)).toBe(`TypeError: … (ENOSPC)
    at Engine.run (extension.js:12:34)
    at worker.js:5:6
    at worker.js:7:8
    at (elsewhere)
    at extension.js:9:10
    at (elsewhere)
    at Socket.emit [as push] (node)`);
  });

  it('names no kind and no code that is not known', () => {
    const error = Object.assign(new Error('no'), { name: 'ZanzibarError', code: 'ZANZIBAR' });
    error.stack = 'ZanzibarError: no';
    expect(problemText(problemOf(error), texts)).toBe('Error: …');
    expect(problemText(problemOf('zanzibar'), texts)).toBe('Error: …');
  });
});

describe('a path in a problem', () => {
  // Words that none of Inkling's texts has.
  const word = fc
    .string({ unit: fc.constantFrom('q', 'z', 'x', 'j', '7', 'ü'), minLength: 3, maxLength: 8 })
    .map((letters) => `q${letters}`);
  const name = fc
    .tuple(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(' ', '-', '.', ' (', '" ', "' ", '\n    at '),
    )
    .map(([words, separator]) => words.join(separator));
  const path = fc
    .tuple(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('/home/', 'C:\\Users\\', '~/', '\\\\server\\', '', './', '../'),
      fc.constantFrom('/', '\\'),
    )
    .chain(([names, root, separator]) => {
      const text = root + names.join(separator);
      const encoded = names.map((part) => encodeURIComponent(part)).join('/');
      return fc.constantFrom(text, `file:///${encoded}`, `vscode-remote://ssh-remote+${encoded}`, JSON.stringify(text));
    });
  const message = fc.oneof(
    fc
      .tuple(fc.constantFrom(...english, ...Object.values(german)), path)
      .map(([text, value]) => text.replace(/\{\d+\}/g, () => value)),
    fc
      .tuple(fc.constantFrom('ENOENT: no such file or directory, open ', 'Cannot load ', ''), path)
      .map((parts) => parts.join('')),
    path,
  );
  const frameOf = (file: string): string => `    at ${file}:1:2`;

  it('leaves no word of it, wherever it is', () => {
    fc.assert(
      fc.property(message, path, path, (text, folder, file) => {
        const error = new Error(text);
        error.stack = `Error: ${text}\n${[
          `    at run (${folder}/dist/extension.js:1:2)`,
          frameOf(`${folder}/dist/worker.js`),
          frameOf(file),
          `    at Object.<anonymous> (${file}:3:4)`,
        ].join('\n')}`;
        for (const problem of [{ message: text }, problemOf(error)]) {
          expect(problemText(problem, texts)).not.toMatch(/q[qzxj7ü]{3}/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
