import type { TreeNode } from './beamTree.js';

/** A node with its place: lines count from the top, characters from the left. */
export interface PlacedNode {
  readonly node: TreeNode;
  readonly label: string;
  readonly column: number;
  /** May lie between two lines, in the middle of its children. */
  readonly line: number;
  readonly children: readonly PlacedNode[];
}

/** A tree with its places, and the lines and characters that it takes. */
export interface TreeLayout {
  readonly root: PlacedNode;
  readonly lines: number;
  readonly columns: number;
}

/** Room between a node's text and its children, in characters: an edge fits into it. */
const gap = 5;

/**
 * Lays a tree out from left to right: each leaf has a line of its own, each node stands behind its parent's text and in
 * the middle of its children.
 *
 * @param labelOf the text of a node.
 */
export function layOut(root: TreeNode, labelOf: (node: TreeNode) => string): TreeLayout {
  let lines = 0;
  let columns = 0;
  const place = (node: TreeNode, column: number): PlacedNode => {
    const label = labelOf(node);
    columns = Math.max(columns, column + label.length);
    const children = node.children.map((child) => place(child, column + label.length + gap));
    const line = children.length > 0 ? (children[0]!.line + children.at(-1)!.line) / 2 : lines++;
    return { node, label, column, line, children };
  };
  return { root: place(root, 0), lines, columns };
}
