import { segmentsToJoin } from './compaction.js';
import type { MatchBuffer } from './matchBuffer.js';
import { folderOf, type IndexedFile, filesToDrop } from './indexedFile.js';
import { findMatches, type LookUpOptions } from './lookUp.js';
import { buildSegment, type FileTokens, type Segment } from './segment.js';
import { packTokens, tokenArray, withoutGaps, type TokenArray } from './tokenArray.js';

/** Limits of an index. */
export interface IndexLimits {
  /** Maximum size of tokens and their order together, not counting what is dropped but not yet collected. */
  readonly sizeBytes: number;
  /** Maximum number of tokens of one segment: the work, and the memory, of rebuilding one. */
  readonly segmentTokens: number;
}

/** 20 MB of source are about 6.5 million tokens of a small vocabulary: 39 MB. */
export const defaultIndexLimits: IndexLimits = { sizeBytes: 45e6, segmentTokens: 1 << 20 };

/** Extra space made when the index is full: choosing victims takes a look at all files. */
const spareShare = 0.03;

/** The state of an index, for display. */
export interface IndexState {
  readonly files: number;
  readonly tokens: number;
  /** Current size of its arrays. */
  readonly sizeBytes: number;
  /** Number of files dropped for lack of space. */
  readonly droppedFiles: number;
  /** Whether there is work left for `work`. */
  readonly isPending: boolean;
}

/**
 * An index of all files of a workspace as tokens, with the positions of each context among them. Log-structured (O'Neil
 * et al. 1996): new versions of files collect until there is time to sort them into a small segment; a few segments of
 * similar size are merged into one. Whatever the segments are, an answer depends only on the files.
 */
export class WorkspaceIndex {
  /** Path of the file of the last request: what is near it is kept longest. */
  currentPath: string | undefined;
  private readonly files = new Map<string, IndexedFile>();
  private sorted: readonly Segment[] = [];
  /** Files that are in no segment yet. */
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

  /** Number of tokens waiting to be sorted. */
  get freshTokens(): number {
    return this.fresh.reduce((sum, { tokens }) => sum + tokens.length, 0);
  }

  get isPending(): boolean {
    return this.fresh.length > 0 || segmentsToJoin(this.sorted, this.limits.segmentTokens) !== undefined;
  }

  /** The segments, including dropped files, for storing them on disk. */
  get segments(): readonly Segment[] {
    return this.sorted;
  }

  /** The files by path. */
  get known(): ReadonlyMap<string, IndexedFile> {
    return this.files;
  }

  /** The tokens of an indexed file, without gaps. */
  tokensOf(file: IndexedFile): TokenArray | undefined {
    for (const segment of this.sorted) {
      const at = segment.files.indexOf(file);
      if (at >= 0) return withoutGaps(segment.tokensOf(at));
    }
    const fresh = this.fresh.find((other) => other.file === file);
    return fresh && withoutGaps(fresh.tokens);
  }

  /**
   * Adds a file or its newest version; it is found once `work` has finished.
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

  /** Adds segments from disk; their versions of files that are already known are older, and dropped. */
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
   * Sorts new files and merges small segments, until nothing is left to do; other calls may come in between.
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

  /** Adds what followed the best matches of a context: see `findMatches`. */
  find(context: readonly number[], options: LookUpOptions, matches: MatchBuffer): void {
    findMatches(this.sorted, context, options, matches);
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
      // For example out of memory. The next call must not fail at the same files again.
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
    const victims = filesToDrop(this.files.values(), excess + spareShare * this.maxTokens, this.currentPath);
    for (const { path } of victims) this.remove(path);
    this.droppedFiles += victims.length;
  }
}
