import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WorkspaceIndex } from '../../../src/core/workspace/workspaceIndex.js';
import { saveIndex, readSavedIndex } from '../../../src/engine/platform/node/indexFile.js';
import { corrupted, corruptedBytes, runs } from '../../support/fuzz.js';
import { settle } from '../core/workspace/support/workspaces.js';

const vocabSize = 300;
const fingerprint = 'model';
/** Magic, length of the header, two checksums. */
const lengthAt = 'inkling index 1\n'.length;
const checksumsAt = lengthAt + 4;
const headerAt = checksumsAt + 64;

let folder: string;
let right: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-index-'));
  const index = new WorkspaceIndex(vocabSize);
  for (let i = 0; i < 5; i++) index.set(`src/file${i}.ts`, [i, 1, 2, 3, i, 4], { stamp: 'v1' });
  settle(index);
  await saveIndex(folder, index, fingerprint);
  right = readFileSync(join(folder, 'workspace.index'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  writeFileSync(join(folder, 'workspace.index'), bytes);
  return (await readSavedIndex(folder, fingerprint, vocabSize)).outcome;
}

/** JSON has no `undefined`. */
const jsonOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

/** The file with another header, its checksum and length as they must be. */
function withHeader(header: unknown): Buffer {
  const headerBytes = right.readUInt32LE(lengthAt);
  const text = Buffer.from(jsonOf(header));
  const start = Buffer.from(right.subarray(0, headerAt));
  start.writeUInt32LE(text.length, lengthAt);
  createHash('sha256').update(text).digest().copy(start, checksumsAt);
  return Buffer.concat([start, text, right.subarray(headerAt + headerBytes)]);
}

const headerOf = (): { segments: { tokens: number }[] } =>
  JSON.parse(right.subarray(headerAt, headerAt + right.readUInt32LE(lengthAt)).toString()) as ReturnType<
    typeof headerOf
  >;

test('reads an index file when it is complete', async () => {
  expect(await outcomeOf(right)).toBe('loaded');
  expect(await outcomeOf(withHeader(headerOf()))).toBe('loaded');
});

test('reports an index file as damaged when bytes are wrong', async () => {
  await fc.assert(
    fc.asyncProperty(corruptedBytes(right), async (bytes) => {
      expect(await outcomeOf(bytes)).toBe(Buffer.compare(bytes, right) === 0 ? 'loaded' : 'damaged');
    }),
    runs(300),
  );
});

test('reports an index file as damaged when its header has wrong values, whatever its checksum', async () => {
  await fc.assert(
    fc.asyncProperty(corrupted(headerOf()), async (header) => {
      expect(['damaged', 'loaded', 'other model']).toContain(await outcomeOf(withHeader(header)));
    }),
    runs(300),
  );
});

test.each([1e9, 2 ** 40, 1e300, -1, 0.5])(
  'reports a header that announces %d tokens as damaged, and allocates nothing',
  async (tokens) => {
    const header = headerOf();
    header.segments[0]!.tokens = tokens;
    const before = process.memoryUsage().arrayBuffers;
    expect(await outcomeOf(withHeader(header))).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10e6);
  },
);
