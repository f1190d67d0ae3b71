import { importLine, openImportList } from '../../language/imports.js';
import type { Language } from '../../language/language.js';
import { writtenLines, type RuleContext } from './ruleContext.js';
import { firstLines, type TextRule } from './rule.js';

/** The names that a text's imports bind: `b` for `a as b`. */
function namesIn(text: string, language: Language | undefined): Set<string> {
  const lists = language?.importedLists?.(text) ?? [];
  const names = lists.flatMap((list) => list.split(/[{}(),]/)).map((part) => part.trim().replace(/^type\s+/, ''));
  return new Set(names.map((part) => part.split(/\sas\s+/).at(-1)!).filter((name) => /^[\p{L}_$][\w$]*$/u.test(name)));
}

const essence = (line: string): string => line.trim().replace(/\s+/g, ' ').replace(/;$/, '');
const entriesOf = (list: string): string[] => list.split(/[,\n]/).map((entry) => entry.trim());

/** Whether the text goes on with a list of imports and names one that is in it already. */
function repeatsEntry(text: string, { prefix, suffix }: RuleContext): boolean {
  const list = openImportList.exec(prefix)?.[1];
  if (list === undefined) return false;
  const known = entriesOf(list);
  const begun = known.pop() ?? '';
  const listed = /^[^(){}]*/.exec(text)![0];
  const behind = listed === text ? /^([^(){}]*)[)}]/.exec(suffix)?.[1] : undefined;
  const own = entriesOf(begun + listed);
  const others = new Set([...known, ...entriesOf(behind ?? '')]);
  return own.some((entry) => entry !== '' && others.has(entry));
}

/**
 * Nothing is imported twice: no line that stands in the file already, and in JavaScript and Python no name, whatever it
 * is imported from. Whether a module exists cannot be told from a text, and is left to the workspace's index.
 */
export const imports: TextRule = (text, around) => {
  if (repeatsEntry(text, around)) return '';
  const { above, below, cursorLine, language } = around;
  const lines = around.linesOf(text);
  const isImport = (line: string): boolean => importLine.test(line.trim()) && !/[{(]$/.test(line);
  if (!lines.some(isImport)) return text;
  const others = `${above}\n${below}`;
  // What stands within a function, or under a condition, is imported only there.
  const imported = new Set(
    writtenLines(others)
      .filter((line) => !/^\s/.test(line))
      .map(essence),
  );
  const names = namesIn(others, language);
  const typed = new Set(cursorLine.match(/[\w$]+/g));
  const repeated = lines.findIndex((line, i) => {
    if (!isImport(line)) return false;
    if (imported.has(essence(line))) return true;
    return [...namesIn(line, language)].some((name) => names.has(name) && !(i === 0 && typed.has(name)));
  });
  return repeated < 0 ? text : firstLines(text, repeated);
};
