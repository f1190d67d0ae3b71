import { extensionOf } from '../../language/syntax.js';
import { writtenLines, type RuleContext } from './ruleContext.js';
import { firstLines, type TextRule } from './rule.js';

/** A line that imports and does nothing else, in any language that has such lines. */
const importLine =
  /^(?:import\b|from\s+\S+\s+import\b|use\s+[\w:\\]|using\s+[\w.]+\s*;|#\s*include\b|require(?:_relative)?\b|(?:const|let|var)\b.*=\s*require\()/;

/** The list of what is imported that a text ends in; its group is the list so far. */
const openList =
  /(?:^|\n)(?:import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{|from\s+\S+\s+import\s+\(|import\s+\(|use\s+[\w:]*\{)([^(){}]*)$/;

/** What JavaScript's imports list between `import` and `from`: no quote and no semicolon. */
function scriptLists(text: string): string[] {
  const starts = /^import\s+/gm;
  const ends = /['";]|\sfrom\b/g;
  const lists: string[] = [];
  for (; starts.test(text); starts.lastIndex = ends.lastIndex) {
    ends.lastIndex = starts.lastIndex;
    const end = ends.exec(text);
    if (!end) break;
    // What ends this import without a list ends all that begin before it, too: each character is read once.
    if (end[0].length > 1) lists.push(text.slice(starts.lastIndex, end.index).replace(/^type\s+/, ''));
  }
  return lists;
}

/** What Python's imports list. */
function pythonLists(text: string): string[] {
  const imported = /^(?:from\s+\S+\s+)?import\s+(\([^)]*\)?|(?:[^\s#(][^\n#(]*)?)/gm;
  return [...text.matchAll(imported)].map((found) => found[1]!);
}

/** What JavaScript and Python import, and under which names: all that stands between the words. */
const listsIn = { script: scriptLists, python: pythonLists } as const;

const languageOf = (path = ''): keyof typeof listsIn | undefined => {
  const extension = extensionOf(path);
  return /^(?:[cm]?[jt]s|[jt]sx)$/.test(extension) ? 'script' : /^pyi?$/.test(extension) ? 'python' : undefined;
};

/** The names that a text's imports bind: `b` for `a as b`. */
function namesIn(text: string, path: string | undefined): Set<string> {
  const language = languageOf(path);
  const lists = language === undefined ? [] : listsIn[language](text);
  const names = lists.flatMap((list) => list.split(/[{}(),]/)).map((part) => part.trim().replace(/^type\s+/, ''));
  return new Set(names.map((part) => part.split(/\sas\s+/).at(-1)!).filter((name) => /^[\p{L}_$][\w$]*$/u.test(name)));
}

const essence = (line: string): string => line.trim().replace(/\s+/g, ' ').replace(/;$/, '');
const entriesOf = (list: string): string[] => list.split(/[,\n]/).map((entry) => entry.trim());

/** Whether the text goes on with a list of imports and names one that is in it already. */
function repeatsEntry(text: string, { prefix, suffix }: RuleContext): boolean {
  const list = openList.exec(prefix)?.[1];
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
  const { above, below, cursorLine, path } = around;
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
  const names = namesIn(others, path);
  const typed = new Set(cursorLine.match(/[\w$]+/g));
  const repeated = lines.findIndex((line, i) => {
    if (!isImport(line)) return false;
    if (imported.has(essence(line))) return true;
    return [...namesIn(line, path)].some((name) => names.has(name) && !(i === 0 && typed.has(name)));
  });
  return repeated < 0 ? text : firstLines(text, repeated);
};
