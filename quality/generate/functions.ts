import type { Node } from '@vscode/tree-sitter-wasm';
import type { MeasuredLanguage } from '../repositories.js';

/** The nodes that are functions, by language. */
const functionTypes: Readonly<Record<MeasuredLanguage, readonly string[]>> = {
  TypeScript: ['function_declaration', 'method_definition'],
  Python: ['function_definition'],
  Go: ['function_declaration', 'method_declaration'],
  Rust: ['function_item'],
  Java: ['method_declaration', 'constructor_declaration'],
};

/** A function in a file's tree. */
export interface FunctionNode {
  readonly node: Node;
  /** The statements of its body, without comments and without Python's docstring. */
  readonly statements: readonly Node[];
  /** Its body from the first character to the last one, without braces and docstring. */
  readonly inner: { readonly start: number; readonly end: number };
  /** Its doc comment: lines above it, or a docstring with the whitespace after it. */
  readonly doc: { readonly start: number; readonly end: number } | undefined;
}

const isComment = ({ type }: Node): boolean => type.includes('comment');

/** The lines of comments directly above an index. */
function commentAbove(text: string, at: number): FunctionNode['doc'] {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  let start = lineStart;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^(?:\/\/|\/\*|\*)/.test(text.slice(above, start).trim())) break;
    start = above;
  }
  return start < lineStart ? { start, end: lineStart } : undefined;
}

function bodyOf(text: string, language: MeasuredLanguage, node: Node): FunctionNode | undefined {
  const body = node.childForFieldName('body');
  if (!body) return undefined;
  const children = body.namedChildren.filter((child) => child !== null);
  if (language !== 'Python') {
    const code = text.slice(body.startIndex + 1, body.endIndex - 1);
    const start = body.startIndex + 1 + (code.length - code.trimStart().length);
    return {
      node,
      statements: children.filter((child) => !isComment(child)),
      inner: { start, end: start + code.trim().length },
      doc: commentAbove(text, node.startIndex),
    };
  }
  const [first, second] = children;
  const isDocstring = first?.type === 'expression_statement' && first.firstChild?.type === 'string';
  const begin = isDocstring ? second : first;
  if (!begin) return undefined;
  return {
    node,
    statements: children.filter((child) => !isComment(child) && child.startIndex >= begin.startIndex),
    inner: { start: begin.startIndex, end: body.endIndex },
    doc: isDocstring ? { start: first.startIndex, end: begin.startIndex } : undefined,
  };
}

const lineAt = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at - 1) + 1, at);

/** The functions of a file whose body begins on its own line, without those that contain others. */
export function functionsIn(root: Node, text: string, language: MeasuredLanguage): readonly FunctionNode[] {
  const nodes = root.descendantsOfType([...functionTypes[language]]).filter((node) => node !== null);
  return nodes.flatMap((node) => {
    const isOuter = node.descendantsOfType([...functionTypes[language]]).length > 1;
    const found = isOuter ? undefined : bodyOf(text, language, node);
    return found && lineAt(text, found.inner.start).trim() === '' && found.statements.length > 0 ? [found] : [];
  });
}

/** The innermost function around an index of a file. */
export function functionAround(root: Node, language: MeasuredLanguage, at: number): Node | undefined {
  let node: Node | null = root.descendantForIndex(at);
  while (node && !functionTypes[language].includes(node.type)) node = node.parent;
  return node ?? undefined;
}
