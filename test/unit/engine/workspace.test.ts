import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { defaultIndexLimits } from '../../../src/core/workspace/workspaceIndex.js';
import { WorkspaceMemory } from '../../../src/engine/workspace/workspace.js';
import { folderOfTest } from '../files/support/processes.js';
import { indexFiles } from '../../../src/engine/platform/node/indexFile.js';

const bad = 'no tokens for this';

/** A double of a tokenizer, one token for each character: no text is known that the real one fails at. */
function encode(text: string): number[] {
  if (text.includes(bad)) throw new Error('The tokenizer failed.');
  return Array.from(text, (character) => character.charCodeAt(0) % 128);
}

function workspaceOfTest() {
  const told: string[] = [];
  const workspace = new WorkspaceMemory(
    { encode, vocabSize: 128, fingerprint: 'characters' },
    { now: () => performance.now(), onError: (error) => told.push(String(error)), store: indexFiles },
    defaultIndexLimits,
  );
  onTestFinished(() => workspace.dispose());
  const update = (path: string, text: string) => workspace.handle({ kind: 'update', path, text });
  return { workspace, told, update };
}

test('skips a file when it cannot be encoded, answers its update, and indexes the others', async () => {
  const { workspace, told, update } = workspaceOfTest();
  await update('bad.ts', 'an older text');
  const updates = [update('a.ts', 'first'), update('bad.ts', `one\n${bad}\n`), update('b.ts', 'second')];
  const ends = await Promise.allSettled(updates);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(updates[1]).rejects.toThrow('The tokenizer failed.');
  await workspace.handle({ kind: 'finish' });
  expect([...workspace.index.known.keys()]).toEqual(['a.ts', 'b.ts']);
  await update('bad.ts', 'a text that can be encoded');
  expect([...workspace.index.known.keys()]).toEqual(['a.ts', 'b.ts', 'bad.ts']);
  expect(told).toEqual([]);
});

test('skips files when they cannot be sorted, and indexes those after them', async () => {
  const { workspace, told, update } = workspaceOfTest();
  await update('bad.ts', 'first');
  const { index } = workspace;
  // A double of a machine without memory: the first array of a segment cannot be made.
  const room = Object.getOwnPropertyDescriptor(index, 'vocabSize')!;
  Object.defineProperty(index, 'vocabSize', {
    configurable: true,
    get: () => {
      throw new RangeError('Array buffer allocation failed');
    },
  });
  await expect(workspace.handle({ kind: 'finish' })).rejects.toThrow('Array buffer allocation failed');
  Object.defineProperty(index, 'vocabSize', room);
  await update('good.ts', 'second');
  expect(await workspace.handle({ kind: 'finish' })).toMatchObject({ files: 1, isPending: false });
  expect([...index.known.keys()]).toEqual(['good.ts']);
  expect(told).toEqual(['RangeError: Array buffer allocation failed']);
});

test('leaves nothing on the disk when the index is cleared while it is being saved', async () => {
  const folder = folderOfTest();
  const { workspace, update } = workspaceOfTest();
  await update('a.ts', 'secret\n'.repeat(10_000));
  await workspace.handle({ kind: 'finish' });
  const saved = workspace.handle({ kind: 'save', folder });
  await workspace.handle({ kind: 'clear', folder });
  await saved;
  expect(readdirSync(folder)).toEqual([]);
});

test('stays empty when the index is cleared while it is being sorted', async () => {
  const { workspace, update } = workspaceOfTest();
  await update('a.ts', 'secret\n'.repeat(100_000));
  const finished = workspace.handle({ kind: 'finish' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await workspace.handle({ kind: 'clear' });
  await finished;
  expect(workspace.state).toMatchObject({ files: 0, sizeBytes: 0 });
});
