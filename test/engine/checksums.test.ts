import { cpSync, readdirSync, readFileSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { engineOfTest, modelFolder, type Watched } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { folderOfTest } from './support/toyModel.js';

const graph = 'onnx/model_quantized.onnx';
const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');
const other = requestAt('export function sub(a: number, b: number) {\n  return ‸\n}\n');

function copyOfModel(): string {
  const folder = folderOfTest();
  cpSync(modelFolder, folder, { recursive: true });
  return folder;
}

/** Changes the lowest bit of one weight: the model still loads and answers. */
function flipBitIn(folder: string): void {
  const bytes = readFileSync(join(folder, graph));
  bytes[20_000_000]! ^= 1;
  writeFileSync(join(folder, graph), bytes);
}

/**
 * Puts a file first on the list whose bytes take seconds to check, and whose checksum is wrong. It lies on the disk as a
 * hole without any content.
 */
function addLargeFile(folder: string): string {
  const list = JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')) as { files: unknown[] };
  const large = { path: 'large.bin', size: 8e9, checksum: { kind: 'sha256', hex: '0'.repeat(64) } };
  writeFileSync(join(folder, 'checksums.json'), JSON.stringify({ files: [large, ...list.files] }));
  const file = join(folder, large.path);
  writeFileSync(file, '');
  truncateSync(file, large.size);
  return file;
}

/** Whether this process, with its threads, has a file open. */
function isOpen(file: string): boolean {
  return readdirSync('/proc/self/fd').some((descriptor) => {
    try {
      return readlinkSync(join('/proc/self/fd', descriptor)) === file;
    } catch {
      // Closed since it was listed.
      return false;
    }
  });
}

const untilOpen = (file: string): Promise<void> =>
  vi.waitFor(() => expect(isOpen(file)).toBe(true), { timeout: 30_000, interval: 20 });
const untilProblem = ({ problems }: Watched): Promise<void> =>
  vi.waitFor(() => expect(problems).not.toEqual([]), { timeout: 30_000, interval: 20 });

/** Time in which a check of the embedded model ends, on a machine that is not very busy. */
const checkedMs = 5000;

test('reports the damaged file once and keeps completing when one bit of the weights is flipped', async () => {
  const folder = copyOfModel();
  flipBitIn(folder);
  const watched = engineOfTest(folder);
  await watched.engine.ready();
  expect(watched.problems).toEqual([]);
  expect(await watched.engine.complete(request)).toBeDefined();
  await untilProblem(watched);
  expect(await watched.engine.complete(other)).toBeDefined();
  await sleep(checkedMs);
  expect(watched.problems).toHaveLength(1);
  expect(watched.problems[0]).toBeInstanceOf(UserError);
  expect(watched.problems[0]!.message).toBe(
    `${join(folder, graph)} is damaged: its checksum does not match. Reinstall Inkling, then restart the editor.`,
  );
  expect(watched.notices).toEqual([]);
});

test('reports nothing when the model is intact or its folder has no checksums', async () => {
  const own = copyOfModel();
  rmSync(join(own, 'checksums.json'));
  flipBitIn(own);
  const all = [engineOfTest(), engineOfTest(own)];
  for (const { engine } of all) expect(await engine.complete(request)).toBeDefined();
  await sleep(checkedMs);
  for (const { problems, notices } of all) expect([...problems, ...notices]).toEqual([]);
});

test('checks nothing before the first completion', async () => {
  const folder = copyOfModel();
  flipBitIn(folder);
  const watched = engineOfTest(folder);
  await watched.engine.ready();
  await sleep(checkedMs);
  expect(watched.problems).toEqual([]);
});

// Which files are open is told by Linux.
test.skipIf(process.platform !== 'linux')(
  'pauses for keys and continues after them when a large file is being checked',
  async () => {
    const folder = copyOfModel();
    const large = addLargeFile(folder);
    const watched = engineOfTest(folder);
    await watched.engine.complete(request);
    await untilOpen(large);
    for (const key of [other, request, other]) expect(await watched.engine.complete(key)).toBeDefined();
    expect(watched.problems).toEqual([]);
    expect(isOpen(large)).toBe(true);
    // The rest of the file is gone, so that the check ends once it continues.
    truncateSync(large, 1);
    await untilProblem(watched);
    expect(watched.problems[0]!.message).toContain(large);
    expect(isOpen(large)).toBe(false);
  },
);

test.skipIf(process.platform !== 'linux').each(['ends', 'loads another model'])(
  'closes the file and reports nothing when the engine %s during a check',
  async (what) => {
    const folder = copyOfModel();
    const large = addLargeFile(folder);
    const watched = engineOfTest(folder);
    await watched.engine.complete(request);
    await untilOpen(large);
    watched.folder = modelFolder;
    await (what === 'ends' ? watched.engine.dispose() : watched.engine.reload());
    expect(isOpen(large)).toBe(false);
    expect(watched.problems).toEqual([]);
    expect(watched.notices).toEqual([]);
  },
);
