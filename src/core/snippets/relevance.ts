import type { FileLines } from './fileLines.js';

/** Lines of a window; our models are trained with 5 to 25. */
export const windowLines = 16;

/** The names that windows are searched for. */
export interface Interest {
  /** Names around the cursor with their nearness: 1 on its line, less farther away. */
  readonly names: ReadonlyMap<string, number>;
  /** By path a line that gets a bonus, whatever its text. */
  readonly favoured: ReadonlyMap<string, Favour>;
}

export interface Favour {
  readonly line: number;
  readonly bonus: number;
}

/** A window of a file: `windowLines` lines from there on, or as many as there are. */
export interface ScoredWindow {
  readonly file: FileLines;
  readonly fromLine: number;
  readonly score: number;
}

/** An occurrence of a searched name in a file. */
interface Hit {
  readonly line: number;
  readonly name: string;
  readonly value: number;
  /** Number of the name among those that are searched. */
  readonly order: number;
}

/** Bonus for the definition of a name on the cursor's line: about as much as a good similarity. */
const definitionBonus = 0.1;
/** A definition in a window's last lines shows too little of itself. */
const tailLines = 4;
/** Lines of a window before the one that it was made for. */
const leadLines = 4;
/** A lower score is chance. */
const minScore = 0.02;

/**
 * Scores windows of files by their relevance for a cursor: the Jaccard index of the names in both. A name around the
 * cursor counts more the nearer it is and the fewer of the files have it, and nothing if most do; any other name of a
 * window counts as their mean. Names that a window defines count extra.
 */
export class Relevance {
  /** The weight of each searched name. */
  private readonly values = new Map<string, number>();
  private readonly wanted: number;

  /** @param files all that are compared. */
  constructor(
    files: readonly FileLines[],
    private readonly interest: Interest,
  ) {
    const maxCount = Math.max(2, files.length / 2);
    for (const [name, nearness] of interest.names) {
      const count = files.reduce((sum, { places }) => sum + (places.has(name) ? 1 : 0), 0);
      if (count > 0 && count <= maxCount) this.values.set(name, nearness / count);
    }
    this.wanted = [...this.values.values()].reduce((sum, value) => sum + value, 0);
  }

  /** The best window of a file, the last one of equals; undefined if none is relevant. */
  bestIn(file: FileLines): ScoredWindow | undefined {
    const hits = this.hitsIn(file);
    let best: ScoredWindow | undefined;
    for (const fromLine of this.startsIn(file, hits)) {
      const score = this.score(file, fromLine, hits);
      if (score >= (best?.score ?? minScore)) best = { file, fromLine, score };
    }
    return best;
  }

  /** The score of the window that begins at a line. */
  scoreAt(file: FileLines, fromLine: number): number {
    return this.score(file, fromLine, this.hitsIn(file));
  }

  /** Occurrences in the order of their lines. */
  private hitsIn({ places }: FileLines): Hit[] {
    const hits: Hit[] = [];
    for (const [order, [name, value]] of [...this.values].entries()) {
      for (const line of places.get(name) ?? []) hits.push({ line, name, value, order });
    }
    return hits.sort((a, b) => a.line - b.line);
  }

  private score(file: FileLines, fromLine: number, hits: readonly Hit[]): number {
    const toLine = Math.min(fromLine + windowLines, file.lineCount);
    const isIn = (line: number, end = toLine): boolean => line >= fromLine && line < end;
    const found = new Map<string, Hit>();
    // Only the window's own hits: a file may have a name on every line.
    for (let at = firstFrom(hits, fromLine); at < hits.length && hits[at]!.line < toLine; at++) {
      found.set(hits[at]!.name, hits[at]!);
    }
    let both = 0;
    let defined = 0;
    for (const { name, value } of [...found.values()].sort((a, b) => a.order - b.order)) {
      both += value;
      if (isIn(file.definitions.get(name) ?? -1, fromLine + windowLines - tailLines)) defined += value;
    }
    const others = file.namesBefore[toLine]! - file.namesBefore[fromLine]! - found.size;
    const either = this.wanted * (1 + others / this.values.size);
    const favour = this.interest.favoured.get(file.path);
    return (
      (both > 0 ? both / either : 0) + definitionBonus * defined + (favour && isIn(favour.line) ? favour.bonus : 0)
    );
  }

  /** The first lines of windows that may be relevant, ascending. */
  private startsIn(file: FileLines, hits: readonly Hit[]): number[] {
    const favour = this.interest.favoured.get(file.path);
    const lines = [...hits.map(({ line }) => line), ...(favour && favour.line < file.lineCount ? [favour.line] : [])];
    const definitions = [...this.values.keys()].flatMap((name) => file.definitions.get(name) ?? []);
    const starts = [...lines.map((line) => Math.max(0, line - leadLines)), ...definitions];
    return [...new Set(starts.map((line) => firstText(file, line)))].sort((a, b) => a - b);
  }
}

/** Index of the first hit from a line on. */
function firstFrom(hits: readonly Hit[], line: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle]!.line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first line from there on that is not empty. */
function firstText({ starts, lineCount }: FileLines, line: number): number {
  let first = line;
  while (first < lineCount - 1 && starts[first + 1]! <= starts[first]! + 1) first++;
  return first;
}
