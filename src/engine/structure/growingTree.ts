import type { Edit, Node, Parser, Point, Tree } from '@vscode/tree-sitter-wasm';

/** Row and column of an index, in UTF-16 code units as the library counts. */
function pointAt(source: string, index: number): Point {
  const before = source.slice(0, index);
  const row = before.split('\n').length - 1;
  return { row, column: index - (before.lastIndexOf('\n') + 1) };
}

/** What changed between two texts: one stretch. */
function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
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

/** A text's syntax tree, which a changed text mostly takes over. Whoever creates it disposes it. */
export class GrowingTree {
  private source = '';
  private tree: Tree | null = null;

  constructor(private readonly parser: Parser) {}

  /** The root of a text's tree; that of the text before it is void from then on. */
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

/** How many places below a node the parser could not make sense of, or had to add something to. */
export function countErrors(node: Node): number {
  if (!node.hasError && !node.isMissing) return 0;
  const own = node.isError || node.isMissing ? 1 : 0;
  return node.children.reduce((sum, child) => sum + (child ? countErrors(child) : 0), own);
}
