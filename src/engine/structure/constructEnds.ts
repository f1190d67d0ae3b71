import type { Parser } from '@vscode/tree-sitter-wasm';
import { countErrors, GrowingTree } from './growingTree.js';
import type { Item } from './itemAround.js';

/**
 * Those of some ends of a text at which the item around it parses best, and not worse than without the text.
 *
 * @param ends offsets in the text, ascending.
 */
export function endsThatParse(
  parser: Parser,
  { head, tail }: Item,
  text: string,
  ends: readonly number[],
): readonly number[] {
  const tree = new GrowingTree(parser);
  try {
    const errorsWith = (length: number): number => countErrors(tree.read(head + text.slice(0, length) + tail));
    const before = errorsWith(0);
    const errors = ends.map(errorsWith);
    const fewest = Math.min(before, ...errors);
    return ends.filter((_, i) => errors[i] === fewest);
  } finally {
    tree.dispose();
  }
}
