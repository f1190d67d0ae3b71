import { writtenLines } from './ruleContext.js';
import type { TextRule } from './rule.js';

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0];
const opensBlock = /[{:]$/;

/** By what the line behind one that opens a block is indented more, for each such pair. */
function steps(lines: readonly string[]): string[] {
  return lines.flatMap((line, i) => {
    const next = lines[i + 1];
    if (next === undefined || !opensBlock.test(line.trimEnd())) return [];
    const [outer, inner] = [indentOf(line), indentOf(next)];
    return inner.length > outer.length && inner.startsWith(outer) ? [inner.slice(outer.length)] : [];
  });
}

/** What a file indents its blocks by: a tab, or so many blanks; undefined if it has none. */
export function indentUnit(lines: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const step of steps(lines)) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** How often `unit` stands at the beginning of blanks, and what is left behind. */
function levelsIn(blanks: string, unit: string): { readonly levels: number; readonly left: string } {
  let levels = 0;
  while (blanks.startsWith(unit, levels * unit.length)) levels++;
  return { levels, left: blanks.slice(levels * unit.length) };
}

/** What the suggestion indents by, if not as the file does. */
function ownUnit(lines: readonly string[], unit: string): string | undefined {
  const written = lines.filter((line) => line.trim() !== '');
  const own = steps(written)[0];
  if (own !== undefined) return own === unit ? undefined : own;
  // Tabs and blanks do not begin with each other: then the second line's depth tells, one level below the first one's.
  const [first, second] = [written[0] ?? '', written[1] ?? ''];
  const isMixed = opensBlock.test(first.trimEnd()) && !indentOf(second).startsWith(unit[0]!);
  if (!isMixed) return undefined;
  const depth = levelsIn(indentOf(first), unit).levels + 1;
  const width = indentOf(second).length / depth;
  return Number.isInteger(width) && width > 0 ? indentOf(second).slice(0, width) : undefined;
}

/**
 * Lines below the first one are indented as the file's own: by tabs, or by as many blanks. Only the step behind an opened
 * block tells which; other lines may well be aligned with something.
 */
export const indentation: TextRule = (text, around) => {
  if (!text.includes('\n')) return text;
  const unit = indentUnit([...writtenLines(around.above), ...writtenLines(around.below)]);
  const lines = around.linesOf(text);
  const own = unit === undefined ? undefined : ownUnit(lines, unit);
  if (unit === undefined || own === undefined) return text;
  const base = indentOf(around.cursorLine);
  const read = around.read(text);
  const reindented = text.split('\n').map((line, i) => {
    if (i === 0 || read[i]!.isInside) return line;
    const blanks = indentOf(line);
    const isBased = base !== '' && blanks.startsWith(base);
    const { levels, left } = levelsIn(isBased ? blanks.slice(base.length) : blanks, own);
    return (isBased ? base : '') + unit.repeat(levels) + left + line.slice(blanks.length);
  });
  return reindented.join('\n');
};
