import type { Node, Parser } from '@vscode/tree-sitter-wasm';
import { countErrors, GrowingTree } from './growingTree.js';
import type { Item } from './itemAround.js';

/** Nodes that are lists of statements or members: a node in one is an item, the list itself is none. */
const lists: ReadonlySet<string> = new Set([
  'block',
  'statement_block',
  'statement_list',
  'class_body',
  'interface_body',
  'enum_body',
  'declaration_list',
  'field_declaration_list',
  'switch_body',
  'switch_block',
  'match_block',
]);

/** The cursor's line up to the cursor. */
const lastLine = (head: string): string => head.slice(head.lastIndexOf('\n') + 1);

/** The end, in the text, of the statement that the cursor's line began; undefined if it does not end there. */
function statementEnd(root: Node, head: string, text: string): number | undefined {
  const lineStart = head.length - lastLine(head).trimStart().length;
  const last = head.trimEnd().length;
  let node = root.descendantForIndex(last - 1, last);
  for (let parent = node?.parent; node && parent; parent = node.parent) {
    const isItsList = node.isNamed && lists.has(parent.type);
    if (parent.startIndex < lineStart || parent.isError || isItsList || !parent.parent) break;
    node = parent;
  }
  // After a head of several lines the block belongs to its colon.
  if (node?.type === ':') node = node.parent;
  const end = node && !node.isError ? node.endIndex - head.length : 0;
  if (end <= 0 || end >= text.length) return undefined;
  return end + /^[;,]?/.exec(text.slice(end))![0].length;
}

/** Ends of the node around the cursor's empty line, in the text: before the line that closes it, and after that line. */
function leavesAt(root: Node, head: string, text: string): readonly number[] {
  const first = head.length + text.search(/\S/);
  let node = root.descendantForIndex(first, first + 1);
  while (node && node.startIndex >= head.length) node = node.parent;
  const end = node?.parent && !node.isError ? node.endIndex - head.length : text.length;
  if (end >= text.trimEnd().length) return [];
  if (!/^[)\]}]$/.test(node?.lastChild?.type ?? '')) return [end];
  const before = text.lastIndexOf('\n', end - 1);
  return [...(before > 0 ? [before] : []), /$/m.exec(text.slice(end))!.index + end];
}

/** The most ends of lines that are tried, from the last one back: each is parsed. */
const maxLines = 8;

/** The ends of a text's lines that are not empty, the last one first. */
function lineEnds(text: string, isCutOff: boolean): readonly number[] {
  const ends = [...text.matchAll(/\S[ \t]*(?=\n|$)/g)].map(({ index }) => index + 1);
  const isWhole = !isCutOff || /(?:\n|[;}]\s*)$/.test(text);
  return (isWhole ? ends : ends.slice(0, -1)).reverse().slice(0, maxLines);
}

/** Possible ends of the block, the best guess first. */
function endsIn(root: Node, head: string, text: string, isCutOff: boolean): readonly number[] {
  if (lastLine(head).trim() === '') return [...leavesAt(root, head, text), ...lineEnds(text, isCutOff)];
  const end = statementEnd(root, head, text);
  return end === undefined ? lineEnds(text, isCutOff) : [end, ...lineEnds(text.slice(0, end), false)];
}

/**
 * The length of the part of a text that is a whole block: to the end of the statement that the cursor's line began, or
 * of the node around its empty line, or else to the last line with which the item around parses best.
 *
 * An unfinished text parses as errors, whatever it will become. So this is called once all of it is there; while it is
 * written, `blockEnd.ts` ends it by its lines.
 *
 * @param isCutOff whether the text was ended in the middle of something.
 * @returns undefined if the tree does not tell.
 */
export function wholeBlock(parser: Parser, { head, tail }: Item, text: string, isCutOff: boolean): number | undefined {
  const tree = new GrowingTree(parser);
  try {
    const errorsWith = (length: number): number => countErrors(tree.read(head + text.slice(0, length) + tail));
    const before = errorsWith(0);
    let best: { readonly length: number; readonly errors: number } | undefined;
    for (const length of endsIn(tree.read(head + text + tail), head, text, isCutOff)) {
      const errors = errorsWith(length);
      if (!best || errors < best.errors) best = { length, errors };
      if (errors === 0) break;
    }
    if (!best) return undefined;
    // If it is no better than without the text, the tree says nothing about the part that was cut off.
    const isTold = best.errors === 0 || best.errors < before || (best.errors === before && !isCutOff);
    return isTold ? best.length : undefined;
  } finally {
    tree.dispose();
  }
}
