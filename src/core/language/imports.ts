/** A line that imports and does nothing else, in any language that has such lines. */
export const importLine =
  /^(?:import\b|from\s+\S+\s+import\b|use\s+[\w:\\]|using\s+[\w.]+\s*;|#\s*include\b|require(?:_relative)?\b|(?:const|let|var)\b.*=\s*require\()/;

/** The list of imported names that a text ends in; its group is the list so far. */
export const openImportList =
  /(?:^|\n)(?:import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{|from\s+\S+\s+import\s+\(|import\s+\(|use\s+[\w:]*\{)([^(){}]*)$/;

/** A statement that imports; the pattern's first group is the imported name. */
interface ImportStatement {
  /** Whether the name is a path, or names with dots or colons between them. */
  readonly names: 'path' | 'modules';
  readonly pattern: RegExp;
}

/** Statements of all common languages. */
export const importStatements: readonly ImportStatement[] = [
  // import … from './a', import('a'), require('a'), require_relative 'a', #include "a.h", import "a/b"
  { names: 'path', pattern: /\b(?:from|import|require|require_relative|include)\b[\s(]*["']([^"'\n]+)["']/g },
  // from .a import b
  { names: 'modules', pattern: /^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b/gm },
  // import a.b.C
  {
    names: 'modules',
    pattern: /^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+?)(?:\.\*)?[ \t]*(?:;|,|as\b|$)/gm,
  },
  // use a::b::C; mod a;
  { names: 'modules', pattern: /^[ \t]*(?:pub(?:\(\w+\))?[ \t]+)?(?:use|mod)[ \t]+([\w:]+)/gm },
  // The lines of import ( … )
  { names: 'path', pattern: /^[ \t]+(?:[\w.]+[ \t]+)?"([\w./-]+)"[ \t]*$/gm },
];

/** The lists of JavaScript's imports, between `import` and `from`: no quote and no semicolon is in them. */
export function scriptImports(text: string): string[] {
  const starts = /^import\s+/gm;
  const ends = /['";]|\sfrom\b/g;
  const lists: string[] = [];
  for (; starts.test(text); starts.lastIndex = ends.lastIndex) {
    ends.lastIndex = starts.lastIndex;
    const end = ends.exec(text);
    if (!end) break;
    // The end of this import without a list also ends all that begin before it: each character is read once.
    if (end[0].length > 1) lists.push(text.slice(starts.lastIndex, end.index).replace(/^type\s+/, ''));
  }
  return lists;
}

/** The lists of Python's imports. */
export function pythonImports(text: string): string[] {
  const imported = /^(?:from\s+\S+\s+)?import\s+(\([^)]*\)?|(?:[^\s#(][^\n#(]*)?)/gm;
  return [...text.matchAll(imported)].map((found) => found[1]!);
}
