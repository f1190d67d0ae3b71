import type { Node, Parser } from '@vscode/tree-sitter-wasm';
import { countErrors } from '../../src/engine/structure/growingTree.js';
import { measuredLanguages, type MeasuredLanguage } from '../repositories.js';
import { fileWith, originalText, type GenerateCase } from './cases.js';
import { functionAround } from './functions.js';

/** How a text fits into the structure of its file. */
export interface Structure {
  /** Whether the file has no more syntax errors than with the original text. */
  readonly parses: boolean;
  /** Whether what follows the text is where it was: the function around it ends where it did. */
  readonly isInside: boolean;
  /** Whether the text itself has no error and no missing token: it does not end in the middle of something. */
  readonly isComplete: boolean;
}

/** The function around the target: where it begins, and the text after it. */
function around({ target }: GenerateCase, root: Node, language: MeasuredLanguage): string {
  const at = Math.max(0, target.prefix.trimEnd().length - 1);
  const found = functionAround(root, language, at);
  return found ? `${found.startIndex}\n${root.text.slice(found.endIndex).trim()}` : '';
}

/** The number of errors in a range of a tree. */
function errorsIn(node: Node, start: number, end: number): number {
  if (node.endIndex < start || node.startIndex > end || (!node.hasError && !node.isMissing)) return 0;
  if (node.isError || node.isMissing) return 1;
  return node.children.reduce((sum, child) => sum + (child ? errorsIn(child, start, end) : 0), 0);
}

/** Checks a text by the tree of its file. */
export function structureOf(one: GenerateCase, parser: Parser, text: string, replaces: number): Structure {
  const original = parser.parse(fileWith(one, originalText(one)));
  const written = parser.parse(fileWith(one, text, replaces));
  if (!original || !written) throw new Error('The parser has no language.');
  try {
    const { length: start } = one.target.prefix;
    const language = measuredLanguages.find((name) => name === one.codeLanguage);
    return {
      parses: countErrors(written.rootNode) <= countErrors(original.rootNode),
      isInside:
        language === undefined || one.kind === 'empty file'
          ? true
          : around(one, original.rootNode, language) === around(one, written.rootNode, language),
      isComplete: errorsIn(written.rootNode, start, start + text.trimEnd().length) === 0,
    };
  } finally {
    original.delete();
    written.delete();
  }
}

/** The same for Markdown, which has no grammar: fences are closed, and an item stays one item. */
export function markdownStructure({ target, original }: GenerateCase, text: string): Structure {
  const fences = (some: string): number => [...some.matchAll(/^\s*```/gm)].length;
  const isItem = !original.includes('\n');
  const isClosed = fences(text) % 2 === 0;
  return {
    parses: isClosed,
    isInside: fences(target.prefix) % 2 === 1 ? fences(text) === 0 : !isItem || !text.trimEnd().includes('\n'),
    isComplete: isClosed && /[\p{L}\p{N}.!?:;)\]}`'"*_>]$/u.test(text.trimEnd()),
  };
}
