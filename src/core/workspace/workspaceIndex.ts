import { segmentsToJoin } from './compaction.js';
import type { MatchBuffer } from './matchBuffer.js';
import { folderOf, type IndexedFile } from './indexedFile.js';
import { findMatches, type Asker } from './lookUp.js';
import { filesToDrop } from './makeRoom.js';
import { buildSegment, type FileTokens, type Segment } from './segment.js';
import { packTokens, tokenArray, withoutGaps, type TokenArray } from './tokenArray.js';

/** How large an index may become, and in what pieces it is kept. */
export interface IndexLimits {
  /** The most bytes that tokens and their order take together, what is dropped but not swept up yet aside. */
  readonly sizeBytes: number;
  /** The most tokens of one segment: the work, and the room, that rebuilding one takes. */
  readonly segmentTokens: number;
}

/** 20 MB of source are about 6.5 million tokens of a small vocabulary: 39 MB. */
export const defaultIndexLimits: IndexLimits = { sizeBytes: 45e6, segmentTokens: 1 << 20 };

/** When there is no room left, some more is made at once: to choose takes a look at all files. */
const spareShare = 0.03;

/** What an index holds, for whoever shows it. */
export interface IndexState {
  readonly files: number;
  readonly tokens: number;
  /** What its arrays take now. */
  readonly sizeBytes: number;
  /** Files that had to go because there was no room for them. */
  readonly droppedFiles: number;
  /** Whether there is work left for `work`. */
  readonly isPending: boolean;
}

/**
 * All files of a workspace as tokens, and the places of each context among them. Log-structured (O'Neil et al. 1996):
 * new versions of files collect until there is time to sort them into a small segment; a few segments of similar size
 * become one. Whatever the segments are, an answer depends only on the files.
 */
export class WorkspaceIndex {
  /** Path of the file that was asked about last: what is near it stays longest. */
  place: string | undefined;
  private readonly files = new Map<string, IndexedFile>();
  private sorted: readonly Segment[] = [];
  /** What is in no segment yet. */
  private fresh: FileTokens[] = [];
  private tokens = 0;
  private droppedFiles = 0;
  private readonly maxTokens: number;

  constructor(
    readonly vocabSize: number,
    private readonly limits: IndexLimits = defaultIndexLimits,
  ) {
    const bytesPerToken = tokenArray(0, vocabSize).BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT;
    this.maxTokens = limits.sizeBytes / bytesPerToken;
  }

  get state(): IndexState {
    const freshBytes = this.fresh.reduce((sum, { tokens }) => sum + tokens.byteLength, 0);
    return {
      files: this.files.size,
      tokens: this.tokens,
      sizeBytes: this.sorted.reduce((sum, { sizeBytes }) => sum + sizeBytes, freshBytes),
      droppedFiles: this.droppedFiles,
      isPending: this.isPending,
    };
  }

  /** How many tokens wait to be sorted. */
  get freshTokens(): number {
    return this.fresh.reduce((sum, { tokens }) => sum + tokens.length, 0);
  }

  get isPending(): boolean {
    return this.fresh.length > 0 || segmentsToJoin(this.sorted, this.limits.segmentTokens) !== undefined;
  }

  /** The segments, dropped files included: what is to be kept on disk. */
  get segments(): readonly Segment[] {
    return this.sorted;
  }

  /** The files by path. */
  get known(): ReadonlyMap<string, IndexedFile> {
    return this.files;
  }

  /** The tokens of a file that is known, without gaps. */
  tokensOf(file: IndexedFile): TokenArray | undefined {
    for (const segment of this.sorted) {
      const at = segment.files.indexOf(file);
      if (at >= 0) return withoutGaps(segment.tokensOf(at));
    }
    const fresh = this.fresh.find((other) => other.file === file);
    return fresh && withoutGaps(fresh.tokens);
  }

  /**
   * Takes in a file or its newest version; it is found once `work` has been through.
   *
   * @param ids its tokens, and `gap` where text was left out.
   */
  set(path: string, ids: readonly number[], { stamp = '', isEdited = false } = {}): void {
    this.remove(path);
    if (ids.length === 0) return;
    const tokens = packTokens(ids, this.vocabSize);
    const file: IndexedFile = {
      path,
      folder: folderOf(path),
      tokenCount: tokens.length,
      stamp,
      isEdited,
      isDropped: false,
    };
    this.keep(file);
    this.fresh.push({ file, tokens });
    this.makeRoom();
  }

  remove(path: string): void {
    const file = this.files.get(path);
    if (!file) return;
    file.isDropped = true;
    this.files.delete(path);
    this.tokens -= file.tokenCount;
  }

  clear(): void {
    for (const file of [...this.files.keys()]) this.remove(file);
    this.sorted = [];
    this.fresh = [];
    this.droppedFiles = 0;
  }

  /** Adds segments from disk; what they have of files that are known already is older, and dropped. */
  adopt(segments: readonly Segment[]): void {
    for (const file of segments.flatMap(({ files }) => files)) {
      if (file.isDropped) continue;
      if (this.files.has(file.path)) file.isDropped = true;
      else this.keep(file);
    }
    this.sorted = [...this.sorted, ...segments];
    this.makeRoom();
  }

  /**
   * Sorts what is new and joins what is small, until nothing is left to do; other calls may come in between.
   *
   * @yields after less than a few milliseconds each.
   */
  *work(): Generator<void, void> {
    for (;;) {
      if (this.fresh.length > 0) yield* this.sortFresh();
      else {
        const joined = segmentsToJoin(this.sorted, this.limits.segmentTokens);
        if (!joined) return;
        yield* this.join(joined);
      }
    }
  }

  /** Adds what followed the best matches of a context: see `lookUp`. */
  find(context: readonly number[], asker: Asker, matches: MatchBuffer): void {
    findMatches(this.sorted, context, asker, matches);
  }

  private keep(file: IndexedFile): void {
    this.files.set(file.path, file);
    this.tokens += file.tokenCount;
  }

  private *sortFresh(): Generator<void, void> {
    const taken = new Set<FileTokens>();
    let tokens = 0;
    for (const next of this.fresh) {
      if (tokens > this.limits.segmentTokens / 4) break;
      taken.add(next);
      if (!next.file.isDropped) tokens += next.tokens.length;
    }
    const batch = [...taken].filter(({ file }) => !file.isDropped);
    try {
      const segments = batch.length > 0 ? [yield* buildSegment(batch, this.vocabSize)] : [];
      this.sorted = [...this.sorted, ...segments];
    } catch (error) {
      // Such as a lack of memory. The next call must not fail at the same files again.
      for (const { file } of batch) if (this.files.get(file.path) === file) this.remove(file.path);
      throw error;
    } finally {
      this.fresh = this.fresh.filter((other) => !taken.has(other));
    }
  }

  private *join(segments: readonly Segment[]): Generator<void, void> {
    const live = segments.flatMap((segment) =>
      segment.files.flatMap((file, i) => (file.isDropped ? [] : [{ file, tokens: segment.tokensOf(i) }])),
    );
    const joined = live.length > 0 ? [yield* buildSegment(live, this.vocabSize)] : [];
    this.sorted = [...this.sorted.filter((segment) => !segments.includes(segment)), ...joined];
  }

  private makeRoom(): void {
    const excess = this.tokens - this.maxTokens;
    if (excess <= 0) return;
    const victims = filesToDrop(this.files.values(), excess + spareShare * this.maxTokens, this.place);
    for (const { path } of victims) this.remove(path);
    this.droppedFiles += victims.length;
  }
}
