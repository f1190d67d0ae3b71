import type { Edit, Node, Parser, Point, Tree } from '@vscode/tree-sitter-wasm';

/** Row and column of an index, in UTF-16 code units as the library counts. */
function pointAt(source: string, index: number): Point {
  const before = source.slice(0, index);
  const row = before.split('\n').length - 1;
  return { row, column: index - (before.lastIndexOf('\n') + 1) };
}

/** The change between two texts, as one contiguous edit. */
function editBetween(before: string, after: string): Edit {
  const maxSame = Math.min(before.length, after.length);
  let start = 0;
  while (start < maxSame && before[start] === after[start]) start++;
  let same = 0;
  while (same < maxSame - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const [oldEnd, newEnd] = [before.length - same, after.length - same];
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  };
}

/** A text's syntax tree, most of which is reused for a changed text. Its creator disposes it. */
export class GrowingTree {
  private source = '';
  private tree: Tree | null = null;

  constructor(private readonly parser: Parser) {}

  /** Parses a text. @returns the root of its tree; roots returned before are invalid from then on. */
  read(source: string): Node {
    const old = this.tree;
    old?.edit(editBetween(this.source, source));
    const tree = this.parser.parse(source, old);
    old?.delete();
    if (!tree) throw new Error('The parser has no language.');
    this.source = source;
    this.tree = tree;
    return tree.rootNode;
  }

  dispose(): void {
    this.tree?.delete();
    this.tree = null;
  }
}

/** The number of errors below a node: text that the parser could not read, or missing text that it assumed. */
export function countErrors(node: Node): number {
  if (!node.hasError && !node.isMissing) return 0;
  const own = node.isError || node.isMissing ? 1 : 0;
  return node.children.reduce((sum, child) => sum + (child ? countErrors(child) : 0), own);
}
