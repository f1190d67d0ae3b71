import { countsOf } from '../../../../src/core/statistics/counts.js';
import type { Statistics } from '../../../../src/core/statistics/statistics.js';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { nodeStoredFiles } from '../../../../src/editor/platform/node/storedFiles.js';
import { StatisticsStore } from '../../../../src/editor/statistics/store.js';
import { saveIndex, readSavedIndex } from '../../../../src/engine/platform/node/indexFile.js';
import { readState, writeState } from '../../../../src/models/downloadState.js';

/** A file that Inkling keeps, with contents that show whether they are whole. */
export interface KeptFile {
  /** Its name in the folder. */
  readonly name: string;
  /** About its size. */
  readonly sizeBytes: number;
  /** Writes a whole content. */
  save(folder: string): Promise<void>;
  /** @returns whether a content is there. @throws if it is not a whole one. */
  read(folder: string): Promise<boolean>;
}

export type KeptName = 'index' | 'statistics' | 'download state';

const vocabSize = 100;

/** An index whose tokens all say by which writer it was made. */
function indexOf(writer: number): WorkspaceIndex {
  const index = new WorkspaceIndex(vocabSize);
  index.set('src/a.ts', Uint8Array.from({ length: 60_000 }, (_, i) => (i % 7 === 0 ? 90 : writer)) as never, {
    stamp: String(writer),
  });
  for (const work = index.work(); !work.next().done;);
  return index;
}

function keptIndex(writer: number): KeptFile {
  let index: WorkspaceIndex | undefined;
  return {
    name: 'workspace.index',
    sizeBytes: 300_000,
    save: (folder) => saveIndex(folder, (index ??= indexOf(writer)), 'tokens'),
    async read(folder) {
      const kept = await readSavedIndex(folder, 'tokens', vocabSize);
      if (kept.outcome === 'absent') return false;
      if (kept.outcome !== 'loaded') throw new Error(`The index is read as ${kept.outcome}.`);
      const [segment] = kept.segments;
      const saver = Number(segment!.files[0]!.stamp);
      const isWhole = segment!.tokensOf(0).every((id, i) => id === (i % 7 === 0 ? 90 : saver));
      if (!isWhole) throw new Error('The index has tokens of another one.');
      return true;
    },
  };
}

const day = '2026-11-25';
const rows: Statistics = Array.from({ length: 1000 }, (_, i) => ({
  ...{ day, language: `language ${i}`, model: 'small' },
  ...countsOf({ kind: 'shown' }),
}));

const keptStatistics: KeptFile = {
  name: 'statistics.json',
  sizeBytes: 200_000,
  save: (folder) => storeIn(folder).add(rows),
  async read(folder) {
    const statistics = await storeIn(folder).read();
    if (statistics.length === 0) return false;
    const isWhole =
      statistics.length === rows.length && statistics.every(({ shown }) => shown === statistics[0]!.shown);
    if (!isWhole) throw new Error('The statistics lack rows.');
    return true;
  },
};

function storeIn(folder: string): StatisticsStore {
  return new StatisticsStore(nodeStoredFiles(folder), () => {
    throw new Error('The statistics are damaged.');
  });
}

function keptState(writer: number): KeptFile {
  const files = Array.from({ length: 2000 }, (_, i) => ({ path: `file-${i}`, identity: `writer ${writer}` }));
  return {
    name: 'download.json',
    sizeBytes: 140_000,
    save: (folder) => writeState(folder, { id: 'maker/tiny', revision: 'main', files }),
    async read(folder) {
      const state = await readState(folder);
      if (state.kind === 'missing') return false;
      if (state.kind === 'damaged') throw new Error(`The download is read as ${state.reason}.`);
      const kept = state.value.files;
      const isWhole = kept.length === files.length && kept.every((file) => file.identity === kept[0]!.identity);
      if (!isWhole) throw new Error('The download has files of another one.');
      return true;
    },
  };
}

/** @param writer 0 to 80: its contents differ from those of other writers. */
export function keptFile(name: KeptName, writer = 0): KeptFile {
  return { index: keptIndex(writer), statistics: keptStatistics, 'download state': keptState(writer) }[name];
}
