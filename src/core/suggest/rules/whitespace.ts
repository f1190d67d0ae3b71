import { findClosings } from '../findClosings.js';
import { nonEmptyLines, type TextRule } from './ruleContext.js';

/** Trims whitespace at line ends, and empty lines at the end: invisible in ghost text, but linters report it. */
export const trimTrailingWhitespace: TextRule = (text) => text.replace(/(?<![ \t])[ \t]+$/gm, '').trimEnd();

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0];
const opensBlock = /[{:]$/;

/** The additional indentation after each line that opens a block. */
function indentSteps(lines: readonly string[]): string[] {
  return lines.flatMap((line, i) => {
    const next = lines[i + 1];
    if (next === undefined || !opensBlock.test(line.trimEnd())) return [];
    const [outer, inner] = [indentOf(line), indentOf(next)];
    return inner.length > outer.length && inner.startsWith(outer) ? [inner.slice(outer.length)] : [];
  });
}

/** A file's indentation per level: a tab or a number of spaces; undefined if it has no indented block. */
export function indentUnit(lines: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const step of indentSteps(lines)) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Counts how often `unit` repeats at the start of an indentation, and returns what is left after it. */
function levelsIn(indent: string, unit: string): { readonly levels: number; readonly left: string } {
  let levels = 0;
  while (indent.startsWith(unit, levels * unit.length)) levels++;
  return { levels, left: indent.slice(levels * unit.length) };
}

/** The suggestion's own indentation per level; undefined if it is the file's. */
function otherUnit(lines: readonly string[], unit: string): string | undefined {
  const nonEmpty = lines.filter((line) => line.trim() !== '');
  const own = indentSteps(nonEmpty)[0];
  if (own !== undefined) return own === unit ? undefined : own;
  // Tabs and spaces are no prefixes of each other: then the second line's depth tells, one level below the first one's.
  const [first, second] = [nonEmpty[0] ?? '', nonEmpty[1] ?? ''];
  const isMixed = opensBlock.test(first.trimEnd()) && !indentOf(second).startsWith(unit[0]!);
  if (!isMixed) return undefined;
  const depth = levelsIn(indentOf(first), unit).levels + 1;
  const width = indentOf(second).length / depth;
  return Number.isInteger(width) && width > 0 ? indentOf(second).slice(0, width) : undefined;
}

/**
 * Indents the lines below the first one as the file does: with tabs, or with as many spaces. Only the step after an
 * opened block tells which; other lines may be aligned with something.
 */
export const matchIndentation: TextRule = (text, context) => {
  if (!text.includes('\n')) return text;
  const unit = indentUnit([...nonEmptyLines(context.above), ...nonEmptyLines(context.below)]);
  const lines = context.linesOf(text);
  const own = unit === undefined ? undefined : otherUnit(lines, unit);
  if (unit === undefined || own === undefined) return text;
  const base = indentOf(context.cursorLine);
  const read = context.read(text);
  const reindented = text.split('\n').map((line, i) => {
    if (i === 0 || read[i]!.isInside) return line;
    const indent = indentOf(line);
    const isBased = base !== '' && indent.startsWith(base);
    const { levels, left } = levelsIn(isBased ? indent.slice(base.length) : indent, own);
    return (isBased ? base : '') + unit.repeat(levels) + left + line.slice(indent.length);
  });
  return reindented.join('\n');
};

/**
 * Moves the closing bracket that the editor typed ahead, `{‸}`, to its own line below a block, as deep as the line that
 * opened it. A block that brings the bracket along replaces it instead (`fitClosingBrackets`).
 */
export const moveClosingBracketBelow: TextRule = (text, { rest, cursorLine }) => {
  if (!text.startsWith('\n') || !/^\s*[)\]}]/.test(rest)) return text;
  const typedAhead = /^[\s)\]}>"'`]*/.exec(rest)![0].replace(/\s/g, '');
  const isIncluded = findClosings(text, typedAhead).some((at) => text[at] === typedAhead[0]);
  return isIncluded ? text : `${text}\n${indentOf(cursorLine)}`;
};
