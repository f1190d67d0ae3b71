import { importLine, openImportList } from '../../language/imports.js';
import type { Language } from '../../language/language.js';
import { firstLines, nonEmptyLines, type RuleContext, type TextRule } from './ruleContext.js';

/** The names that a text's imports bind: `b` for `a as b`. */
function namesIn(text: string, language: Language | undefined): Set<string> {
  const lists = language?.importedLists?.(text) ?? [];
  const names = lists.flatMap((list) => list.split(/[{}(),]/)).map((part) => part.trim().replace(/^type\s+/, ''));
  return new Set(names.map((part) => part.split(/\sas\s+/).at(-1)!).filter((name) => /^[\p{L}_$][\w$]*$/u.test(name)));
}

const comparable = (line: string): string => line.trim().replace(/\s+/g, ' ').replace(/;$/, '');
const entriesOf = (list: string): string[] => list.split(/[,\n]/).map((entry) => entry.trim());

/** Whether the text continues a list of imports with one that is in it already. */
function repeatsEntry(text: string, { prefix, suffix }: RuleContext): boolean {
  const list = openImportList.exec(prefix)?.[1];
  if (list === undefined) return false;
  const known = entriesOf(list);
  const partial = known.pop() ?? '';
  const listed = /^[^(){}]*/.exec(text)![0];
  const remaining = listed === text ? /^([^(){}]*)[)}]/.exec(suffix)?.[1] : undefined;
  const own = entriesOf(partial + listed);
  const others = new Set([...known, ...entriesOf(remaining ?? '')]);
  return own.some((entry) => entry !== '' && others.has(entry));
}

/**
 * Ends a suggestion before an import that the file has already: the same line or, in JavaScript and Python, the same
 * name, whatever it is imported from. Whether a module exists cannot be told from a text, and is left to the workspace's
 * index.
 */
export const dropRepeatedImports: TextRule = (text, context) => {
  if (repeatsEntry(text, context)) return '';
  const { above, below, cursorLine, language } = context;
  const lines = context.linesOf(text);
  const isImport = (line: string): boolean => importLine.test(line.trim()) && !/[{(]$/.test(line);
  if (!lines.some(isImport)) return text;
  const others = `${above}\n${below}`;
  // An import within a function, or under a condition, applies only there.
  const imported = new Set(
    nonEmptyLines(others)
      .filter((line) => !/^\s/.test(line))
      .map(comparable),
  );
  const names = namesIn(others, language);
  const typed = new Set(cursorLine.match(/[\w$]+/g));
  const repeated = lines.findIndex((line, i) => {
    if (!isImport(line)) return false;
    if (imported.has(comparable(line))) return true;
    return [...namesIn(line, language)].some((name) => names.has(name) && !(i === 0 && typed.has(name)));
  });
  return repeated < 0 ? text : firstLines(text, repeated);
};
