import type { TreeNode } from './beamTree.js';

/** A node with its position: lines count from the top, characters from the left. */
export interface PlacedNode {
  readonly node: TreeNode;
  readonly label: string;
  readonly column: number;
  /** The width of the label. */
  readonly columns: number;
  /** May lie between two lines, in the middle of its children. */
  readonly line: number;
  readonly children: readonly PlacedNode[];
}

/** A tree with its positions, and its size in lines and characters. */
interface TreeLayout {
  readonly root: PlacedNode;
  readonly lines: number;
  readonly columns: number;
}

/** Characters that take two columns of a monospaced font: East Asian scripts, full-width forms and emoji. */
const wide =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/gu;

/** Marks that are drawn onto the character before them. */
const combining = /\p{M}|\u200d/gu;

/** The width of a text in columns of a monospaced font. */
export function columnsOf(text: string): number {
  const characters = Array.from(text.replace(combining, '')).length;
  return characters + (text.match(wide)?.length ?? 0);
}

/** Space between a node's text and its children, in characters: an edge fits into it. */
const gap = 5;

/**
 * Lays a tree out from left to right: each leaf has its own line, each node is to the right of its parent's text and in
 * the middle of its children.
 *
 * @param labelOf the text of a node.
 */
export function layOut(root: TreeNode, labelOf: (node: TreeNode) => string): TreeLayout {
  let lines = 0;
  let columns = 0;
  const layOutNode = (node: TreeNode, column: number): PlacedNode => {
    const label = labelOf(node);
    const width = columnsOf(label);
    columns = Math.max(columns, column + width);
    const children = node.children.map((child) => layOutNode(child, column + width + gap));
    const line = children.length > 0 ? (children[0]!.line + children.at(-1)!.line) / 2 : lines++;
    return { node, label, column, columns: width, line, children };
  };
  return { root: layOutNode(root, 0), lines, columns };
}
