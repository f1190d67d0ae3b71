import fc from 'fast-check';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { checksumSteps, stepBytes } from '../../../src/engine/platform/node/modelChecksums.js';
import { runs } from '../../support/fuzz.js';
import { downloaderOfTest, folderOfTest, hubOfTest, id, run, tinyModel } from '../models/support/downloads.js';

const paths = Object.keys(tinyModel());
const graph = 'onnx/model.onnx';

/** A model as a real download leaves it: some checksums are SHA-256, some git's. */
async function downloaded(): Promise<string> {
  return (await run(downloaderOfTest(await hubOfTest())))!;
}

/** A copy of the embedded model, which has a list of checksums. */
function embedded(): string {
  const folder = folderOfTest();
  cpSync('model', folder, { recursive: true });
  return folder;
}

function flip(file: string, byte: number, bit: number): void {
  const bytes = readFileSync(file);
  bytes[byte]! ^= 1 << bit;
  writeFileSync(file, bytes);
}

const readSizes = (folder: string): number[] => [...checksumSteps(folder)];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function problemOf(folder: string): string {
  try {
    readSizes(folder);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
}

test('reads each listed file to its end, never more than one step allows at once', async () => {
  for (const folder of [embedded(), await downloaded()]) {
    const list = ['checksums.json', 'inkling-model.json'].find((name) => existsSync(join(folder, name)))!;
    const { files } = JSON.parse(readFileSync(join(folder, list), 'utf8')) as { files: { path: string }[] };
    const sizes = readSizes(folder);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(stepBytes);
    expect(sum(sizes)).toBe(sum(files.map(({ path }) => statSync(join(folder, path)).size)));
  }
});

test('names the file of a downloaded model in which any one bit has changed', async () => {
  const folder = await downloaded();
  expect(problemOf(folder)).toBe('none');
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.nat(), fc.nat(7), (path, at, bit) => {
      const file = join(folder, path);
      const byte = at % statSync(file).size;
      flip(file, byte, bit);
      const problem = problemOf(folder);
      flip(file, byte, bit);
      expect(problem).toBe(
        `${file} is damaged: its checksum does not match. Delete ${id} in "Inkling: Choose Model" and download it again.`,
      );
    }),
    runs(100),
  );
  expect(problemOf(folder)).toBe('none');
});

test('names the file of the embedded model that has changed, and says to reinstall', () => {
  const folder = embedded();
  const file = join(folder, 'onnx/model_quantized.onnx');
  flip(file, 20_000_000, 3);
  expect(problemOf(folder)).toBe(
    `${file} is damaged: its checksum does not match. Reinstall Inkling, then restart the editor.`,
  );
});

test.each<[string, (file: string) => void]>([
  ['is cut short', (file) => truncateSync(file, 100_000)],
  ['is longer', (file) => appendFileSync(file, 'x')],
  ['is missing', (file) => rmSync(file)],
])('names a file that %s', async (_, spoil) => {
  const folder = await downloaded();
  spoil(join(folder, graph));
  expect(problemOf(folder)).toContain(join(folder, graph));
  expect(problemOf(folder)).toContain(`Delete ${id} in "Inkling: Choose Model"`);
});

test('accepts a file that is not listed, such as a fitted confidence model', async () => {
  const folder = await downloaded();
  writeFileSync(join(folder, 'confidence.json'), '{}');
  expect(problemOf(folder)).toBe('none');
});

test.each(['', '{"files":[{"path":"config.json"}]}', '{"config.json":"0123"}', '[]', '{'])(
  'reads nothing in a folder without a list of Inkling: %j',
  (list) => {
    const folder = embedded();
    rmSync(join(folder, 'checksums.json'));
    if (list !== '') writeFileSync(join(folder, 'checksums.json'), list);
    flip(join(folder, 'onnx/model_quantized.onnx'), 20_000_000, 3);
    expect(readSizes(folder)).toEqual([]);
  },
);
