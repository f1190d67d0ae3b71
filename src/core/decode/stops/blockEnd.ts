import { LineReader, type CodeLine } from '../../language/codeLines.js';
import { indentWidth } from '../../language/indentation.js';
import { firstWord, noClauses, roleOf, type Clauses, type Role } from '../../language/clauses.js';
import type { Language } from '../../language/language.js';
import type { Stop, StopRule } from './stop.js';

const closes = /^[ \t]*[)\]}]/;
/** A brace on its own line opens the block that the line before began. */
const opens = /^[ \t]*\{/;
/** The block continues after this: `} else {`, `}).catch(() => {`, `):`. */
const opensAgain = (lastCode: string): boolean => lastCode !== '' && '{([:'.includes(lastCode);

/** Whether a line at the depth of its statement is complete, so that the statement may end with it. */
const isComplete = ({ isFinished, lastCode }: CodeLine, { needsSemicolon }: Clauses): boolean =>
  isFinished && !opensAgain(lastCode) && !(needsSemicolon && lastCode === ')');

/** The role of a line at the depth of its statement, after the clause that begins with `clause`. */
const roleIn = ({ text, isFinished }: CodeLine, clause: string, clauses: Clauses): Role =>
  closes.test(text) || opens.test(text) ? 'end' : roleOf(text, isFinished, clause, clauses);

const stopBefore = ({ start }: CodeLine): Stop => ({ reason: 'block', keep: Math.max(0, start - 1) });
const stopAfter = ({ start, text }: CodeLine): Stop => ({ reason: 'block', keep: start + text.length });

/**
 * The end of a block at a cursor on an empty line: lines as deep as the cursor are the block, except for what closes a
 * bracket around it.
 */
function endOfLines(lines: readonly CodeLine[], depth: number, knowsBrackets: boolean): Stop | undefined {
  const outside = lines.slice(1).find((line) => {
    if (line.isInside || line.text.trim() === '') return false;
    return indentWidth(line.text) < depth || (knowsBrackets && line.openBefore === 0 && closes.test(line.text));
  });
  return outside && stopBefore(outside);
}

/** A statement that begins before the cursor. */
interface OpenStatement {
  /** The cursor's line up to the cursor. */
  readonly cursorLine: string;
  readonly clauses: Clauses;
  /** Whether a bracket is open at the cursor. */
  readonly isInBrackets: boolean;
}

/** The end of a block at a cursor after code: the block is what this code began. */
function endOfStatement(
  lines: readonly CodeLine[],
  { cursorLine, clauses, isInBrackets }: OpenStatement,
): Stop | undefined {
  const depth = indentWidth(cursorLine);
  const first = lines[0]!;
  const firstLine = cursorLine + first.text;
  // A cursor inside a decorator is about its end, not about what it decorates.
  let isDecorator = !isInBrackets && clauses.decorator?.test(firstLine) === true;
  let clause = firstWord(firstLine);
  /** Whether the statement's first line left a bracket open that ends the statement. */
  let isBracketed = first.openAfter > 0;

  for (const line of lines.slice(1)) {
    const { text, isFinished, lastCode, openAfter } = line;
    if (line.isInside || text.trim() === '' || clauses.directive?.test(text)) continue;
    const width = indentWidth(text);
    if (width < depth) return stopBefore(line);
    if (width > depth) {
      if (!isFinished || !isBracketed || openAfter > 0) continue;
      if (lastCode === ';' || lastCode === '}') return stopAfter(line);
      isBracketed = false;
      continue;
    }
    const role = roleIn(line, clause, clauses);
    if (role === 'other') {
      if (line.openBefore > 0) continue;
      if (!isDecorator) return stopBefore(line);
      isDecorator = clauses.decorator!.test(text);
      clause = firstWord(text);
      isBracketed = openAfter > 0;
    } else if (role === 'clause') {
      clause = firstWord(text);
    } else if (!isDecorator && isComplete(line, clauses)) {
      return stopAfter(line);
    }
  }
  return undefined;
}

/**
 * Ends a block by indentation, brackets and clauses: before the first line that is left of the block. A line of the
 * statement's own depth belongs to it if it closes it (`}`, `end`), if it is its next clause (`else`), or as long as a
 * bracket of the statement is open. Lines inside strings and comments end nothing.
 *
 * @param prefix the text before the cursor, at least its line's. If that is whitespace, lines as deep as the cursor are
 * the block; otherwise the block is what this line began.
 * @param language without one, only indentation and closers count.
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
      : endOfStatement(lines, { cursorLine, clauses, isInBrackets: reader.isInBrackets });
  };
}
