import { opensBlock } from '../../language/blockOpener.js';
import { countUnpaired, pairBrackets } from '../../language/brackets.js';
import { LineReader, type CodeLine } from '../../language/codeLines.js';
import { CodeScanner } from '../../language/codeScanner.js';
import { indentWidth } from '../../language/indentation.js';
import type { Language } from '../../language/language.js';
import { isCompletable, restOfLine } from '../../suggest/cursorContext.js';
import { atBlockEnd } from './blockEnd.js';
import { atMarkdownEnd } from './markdownEnd.js';
import { atNewline, type Stop, type StopRule } from './stop.js';

/** Whether a line begins with a comment of the language. */
function beginsComment(line: string, language: Language | undefined): boolean {
  const code = line.trimStart();
  return language?.syntax?.comments.some((mark) => code.startsWith(mark.trim())) === true;
}

/** The last line above the cursor's that is not empty and less deep: the one that opens the block around the cursor. */
function openerOf(above: readonly string[], depth: number): string | undefined {
  return above.findLast((line) => line.trim() !== '' && indentWidth(line) < depth);
}

/**
 * Whether the text at an empty line is one passage of the block around it, not all the rest of that block: at the top
 * level and among the members of a type each passage is a declaration, and a comment describes the passage below it.
 */
function isOnePassage(prefix: string, language: Language | undefined): boolean {
  const lines = prefix.split('\n');
  const depth = indentWidth(lines.pop()!);
  const isOfMembers = (line: string): boolean => language?.memberBlock?.test(line) === true;
  const above = lines.findLast((line) => line.trim() !== '');
  if (language && above !== undefined && opensBlock(above, language)) return isOfMembers(above);
  const opener = openerOf(lines, depth);
  return opener === undefined || isOfMembers(opener) || beginsComment(lines.at(-1) ?? '', language);
}

/** Whether the bracket around the cursor has no closing bracket after the cursor: then the text is to close it. */
function isUnclosed(prefix: string, suffix: string, language: Language | undefined): boolean {
  if (!language?.syntax) return false;
  const opener = pairBrackets(prefix, new CodeScanner(language.syntax)).open.at(-1);
  const closer = pairBrackets(suffix, new CodeScanner(language.syntax)).closed[0];
  return opener !== undefined && (closer === undefined || closer.indent < opener.indent);
}

/** Includes the line that closes the bracket around the cursor, once it is finished, where another rule ends before it. */
function withClosingLine(rule: StopRule): StopRule {
  return (progress) => {
    const stop = rule(progress);
    if (!stop) return undefined;
    const closing = /^\n[ \t]*[)\]}]+[;,]?/.exec(progress.text.slice(stop.keep));
    if (!closing) return stop;
    const end = stop.keep + closing[0].length;
    return end < progress.text.length ? { reason: 'block', keep: end } : undefined;
  };
}

/** Ends an expression that code on the cursor's line follows: with the line, or where that code takes over. */
function atExpressionEnd(rest: string): StopRule {
  const next = rest.trimStart()[0]!;
  return (progress) => {
    const { text } = progress;
    if (/[;,)\]}:]/.test(next)) {
      for (let at = text.indexOf(next); at >= 0; at = text.indexOf(next, at + 1)) {
        if (countUnpaired(text.slice(0, at)).open === 0) return { reason: 'suffix', keep: at };
      }
    }
    return atNewline(progress);
  };
}

const stopBefore = ({ start }: CodeLine): Stop => ({ reason: 'block', keep: Math.max(0, start - 1) });

/**
 * Ends a passage: before the first empty line outside brackets, strings and comments after which something begins that
 * is no deeper than the cursor, or before a comment that describes the next passage.
 */
function atPassageEnd(prefix: string, language: Language | undefined): StopRule {
  const depth = indentWidth(prefix.slice(prefix.lastIndexOf('\n') + 1));
  let reader: LineReader | undefined;
  return ({ text }) => {
    if (!text.includes('\n')) return undefined;
    reader ??= new LineReader(prefix, language);
    let hasCode = false;
    let empty: CodeLine | undefined;
    for (const line of reader.read(text)) {
      const isEmptyLine = line.text.trim() === '';
      if (isEmptyLine && hasCode && line.openBefore === 0 && !line.isInside) empty ??= line;
      if (isEmptyLine) continue;
      const isLevel = line.openBefore === 0 && !line.isInside && indentWidth(line.text) <= depth;
      const isComment = line.isInside || beginsComment(line.text, language);
      if (isLevel && empty) return stopBefore(empty);
      if (isLevel && hasCode && isComment) return stopBefore(line);
      empty = undefined;
      hasCode ||= !isComment;
    }
    return undefined;
  };
}

/**
 * Ends a text with the construct around the cursor: before code, with the expression; after code, with the statement that the cursor's line began; at an
 * empty line, with the body around it, or with the passage where the body has several; in Markdown, with the list item,
 * paragraph or fence.
 *
 * @param prefix the text before the cursor, at least back to the block around it.
 * @param suffix the text after the cursor.
 */
export function atConstructEnd(prefix: string, suffix: string, language: Language | undefined): StopRule {
  if (language?.isProse) return atMarkdownEnd(prefix, suffix);
  const cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const rest = restOfLine(suffix);
  if (!isCompletable(suffix)) return atExpressionEnd(rest);
  if (cursorLine.trim() !== '') return atBlockEnd(prefix, language);
  const atLines = atBlockEnd(prefix, language);
  const atBlock = isUnclosed(prefix, suffix, language) ? withClosingLine(atLines) : atLines;
  if (!isOnePassage(prefix, language)) return atBlock;
  const atPassage = atPassageEnd(prefix, language);
  return (progress) => {
    const stops = [atBlock(progress), atPassage(progress)].filter((stop) => stop !== undefined);
    return stops.sort((a, b) => a.keep - b.keep)[0];
  };
}
