import fc from 'fast-check';
import { isAbsolute, posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { innerPath, isModelFile, isModelId } from '../../../src/models/modelPath.js';
import { catalogue } from '../../../src/models/catalogue.js';

test('accepts the ids and files of the catalogue', () => {
  for (const { id, files } of catalogue) {
    expect(isModelId(id), id).toBe(true);
    for (const { path } of files) expect(isModelFile(path), path).toBe(true);
  }
});

const hostile = [
  '',
  '.',
  '..',
  '../x',
  'x/..',
  'x/../../y',
  '/etc/passwd',
  'x//y',
  'x/',
  './x',
  'C:/Windows',
  'c:x',
  'x\\..\\y',
  '\\\\server\\share',
  'x\0y',
  'x\ny',
  'x\u007f',
  'x\u202ey',
  '\ud800',
  'con',
  'CON.json',
  'x/nul',
  'aux.onnx/x',
  'COM1',
  'lpt9.txt',
  'x.',
  'x ',
  ' x',
  'x./y',
  'x:stream',
  'x?',
  'x*',
  '~',
  '%2e%2e',
  'a'.repeat(97),
  Array(9).fill('x').join('/'),
];

test.each(hostile)('rejects the path %j', (path) => {
  expect(isModelFile(path)).toBe(false);
  expect(isModelId(path)).toBe(false);
  expect(isModelId(`owner/${path}`)).toBe(false);
  expect(() => innerPath('/root', path)).toThrow(RangeError);
});

test.each([undefined, null, 1, {}, [], ['x'], true])('rejects %j, which is no string', (value) => {
  expect(isModelFile(value)).toBe(false);
  expect(isModelId(value)).toBe(false);
});

test.each(['download.json', 'Download.JSON', 'inkling-model.json', 'download.lock.1', 'onnx/model.onnx.part'])(
  '%s is kept for Inkling itself',
  (path) => expect(isModelFile(path)).toBe(false),
);

test.each(['owner', 'owner/name/more', 'owner/name.part', 'owner/name.lock', 'owner/name.sha256.json'])(
  '%s is no id',
  (id) => expect(isModelId(id)).toBe(false),
);

test('accepts only paths that stay inside their folder, on every platform', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('..', '.', '/', '\\', ':', 'C:', 'nul', '\0', 'x', '%2e', ' '));
  const path = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('/')),
    fc.string({ unit: fc.constantFrom('.', '/', 'a', '\\', '-'), maxLength: 12 }),
  );
  fc.assert(
    fc.property(path, (text) => {
      if (!isModelFile(text)) return;
      for (const platform of [posix, win32]) {
        const root = platform === posix ? '/models/root' : 'D:\\models\\root';
        const inside = platform.relative(root, platform.resolve(root, text));
        expect(inside).toBe(text.split('/').join(platform.sep));
        expect(isAbsolute(inside)).toBe(false);
      }
      // In a URL it is no other path either.
      expect(new URL(`https://hub.test/a/b/resolve/main/${text}`).pathname).toBe(`/a/b/resolve/main/${text}`);
    }),
    { numRuns: 20_000 },
  );
});
