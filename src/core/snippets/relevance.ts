import type { FileLines } from './fileLines.js';

/** Of how many lines a window is; models of ours are trained with 5 to 25. */
export const windowLines = 16;

/** What is looked for. */
export interface Interest {
  /** Names around the cursor, each with how near it is: 1 on its line, less farther away. */
  readonly names: ReadonlyMap<string, number>;
  /** By path a line that is worth a bonus, whatever stands there. */
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

/** Where a file has a name that is looked for, and what that is worth. */
interface Hit {
  readonly line: number;
  readonly name: string;
  readonly value: number;
  /** Number of the name among those that are looked for. */
  readonly order: number;
}

/** What the definition of a name on the cursor's line is worth: about as much as a good likeness. */
const definitionBonus = 0.1;
/** Of what begins in a window's last lines there is too little to see. */
const tailLines = 4;
/** So many lines stand before the one that a window was made for. */
const leadLines = 4;
/** Less is chance. */
const minScore = 0.02;

/**
 * How much windows of some files say about a place: the Jaccard index of the names here and there. Among the names
 * around the cursor one counts the more the nearer it is and the fewer of the files have it, and nothing if most do; any
 * other name of a window counts as their mean. What a window defines of them counts extra.
 */
export class Relevance {
  /** What each name that is looked for is worth. */
  private readonly values = new Map<string, number>();
  private readonly wanted: number;

  /** @param files all that are compared. */
  constructor(
    files: readonly FileLines[],
    private readonly interest: Interest,
  ) {
    const most = Math.max(2, files.length / 2);
    for (const [name, nearness] of interest.names) {
      const count = files.reduce((sum, { places }) => sum + (places.has(name) ? 1 : 0), 0);
      if (count > 0 && count <= most) this.values.set(name, nearness / count);
    }
    this.wanted = [...this.values.values()].reduce((sum, value) => sum + value, 0);
  }

  /** The best window of a file, the last one of equals; undefined if none says anything. */
  bestIn(file: FileLines): ScoredWindow | undefined {
    const hits = this.hitsIn(file);
    let best: ScoredWindow | undefined;
    for (const fromLine of this.startsIn(file, hits)) {
      const score = this.score(file, fromLine, hits);
      if (score >= (best?.score ?? minScore)) best = { file, fromLine, score };
    }
    return best;
  }

  /** What the window that begins at a line is worth. */
  scoreAt(file: FileLines, fromLine: number): number {
    return this.score(file, fromLine, this.hitsIn(file));
  }

  /** In the order of their lines. */
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
    // Only the window's own hits: a file may have a name on each of its lines.
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

  /** The lines at which windows begin that may say something, ascending. */
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

/** The first line from there on that is more than its end. */
function firstText({ starts, lineCount }: FileLines, line: number): number {
  let first = line;
  while (first < lineCount - 1 && starts[first + 1]! <= starts[first]! + 1) first++;
  return first;
}
