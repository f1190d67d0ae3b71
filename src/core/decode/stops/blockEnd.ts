import { LineReader, type CodeLine } from '../../language/codeLines.js';
import { indentWidth } from '../../language/indentation.js';
import { firstWord, noClauses, roleOf, type Clauses } from '../../language/clauses.js';
import type { Language } from '../../language/language.js';
import type { Stop, StopRule } from './stop.js';

const closes = /^[ \t]*[)\]}]/;
/** A brace on a line of its own opens the block that the line before began. */
const opens = /^[ \t]*\{/;
/** The block goes on behind this: `} else {`, `}).catch(() => {`, `):`. */
const opensAgain = (lastCode: string): boolean => lastCode !== '' && '{([:'.includes(lastCode);

const before = ({ start }: CodeLine): Stop => ({ reason: 'block', keep: Math.max(0, start - 1) });
const after = ({ start, text }: CodeLine): Stop => ({ reason: 'block', keep: start + text.length });

/** A cursor on a blank line: lines as deep as the cursor are the block, but not what closes a bracket around it. */
function endOfLines(lines: readonly CodeLine[], depth: number, knowsBrackets: boolean): Stop | undefined {
  const outside = lines.slice(1).find((line) => {
    if (line.isInside || line.text.trim() === '') return false;
    return indentWidth(line.text) < depth || (knowsBrackets && line.openBefore === 0 && closes.test(line.text));
  });
  return outside && before(outside);
}

/** A cursor behind code: the block is what this code began. */
function endOfStatement(
  lines: readonly CodeLine[],
  cursorLine: string,
  clauses: Clauses,
  isInBrackets: boolean,
): Stop | undefined {
  const depth = indentWidth(cursorLine);
  const first = lines[0]!;
  const firstLine = cursorLine + first.text;
  // Who stands inside of a decorator wants its end, not what it decorates.
  let isDecorator = !isInBrackets && clauses.decorator?.test(firstLine) === true;
  let clause = firstWord(firstLine);
  /** Whether the statement's first line left a bracket open whose end is its own. */
  let isBracketed = first.openAfter > 0;

  for (const line of lines.slice(1)) {
    const { text, isFinished, lastCode } = line;
    if (line.isInside || text.trim() === '' || clauses.directive?.test(text)) continue;
    const width = indentWidth(text);
    const isOpen = line.openBefore > 0;
    const isClosed = line.openAfter === 0;
    if (width < depth) return before(line);
    if (width > depth) {
      if (!isFinished || !isBracketed || !isClosed) continue;
      if (lastCode === ';' || lastCode === '}') return after(line);
      isBracketed = false;
      continue;
    }
    const isEdge = closes.test(text) || opens.test(text);
    const role = isEdge ? 'end' : roleOf(text, isFinished, clause, clauses);
    if (role === 'other') {
      if (isOpen) continue;
      if (!isDecorator) return before(line);
      isDecorator = clauses.decorator!.test(text);
      clause = firstWord(text);
      isBracketed = !isClosed;
    } else if (role === 'clause') {
      clause = firstWord(text);
    } else if (isFinished && !isDecorator && !opensAgain(lastCode) && !(clauses.needsSemicolon && lastCode === ')')) {
      return after(line);
    }
  }
  return undefined;
}

/**
 * Ends a block by indentation, brackets and clauses: before the first line that stands left of the block. A line of the
 * statement's own depth belongs to it if it closes it (`}`, `end`), if it is its next clause (`else`), or as long as a
 * bracket of the statement is open. Lines inside of strings and comments end nothing.
 *
 * @param prefix the text before the cursor, at least its line's. If that is blank, lines as deep as the cursor are the
 *   block; otherwise the block is what this line began.
 * @param language without one, indentation and closers alone count.
 */
export function atBlockEnd(prefix: string, language?: Language): StopRule {
  const cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const clauses = language?.clauses ?? noClauses;
  let reader: LineReader | undefined;
  return ({ text }) => {
    if (!text.includes('\n')) return undefined;
    reader ??= new LineReader(prefix, language);
    const lines = reader.read(text);
    return cursorLine.trim() === ''
      ? endOfLines(lines, indentWidth(cursorLine), reader.knowsBrackets)
      : endOfStatement(lines, cursorLine, clauses, reader.isInBrackets);
  };
}
