import { isCommentLine } from '../../language/commentLine.js';
import { openingTripleQuote } from '../../language/tripleQuotes.js';
import { newSecretLine } from '../../secrets/newSecret.js';
import { firstLines, type TextRule } from './ruleContext.js';

/** Fewer characters say nothing about the user's intent (Copilot does not ask below ten, either). */
const minCharacters = 10;

/**
 * Drops text that models know by heart from the start of files: with next to nothing to continue, a model recites a
 * shebang, the first lines of the files it has seen most, or something indented from the middle of one.
 */
export const dropRecitedStart: TextRule = (text, { prefix, suffix, language, cursorLine }) => {
  const isFirst = prefix.trim() === '';
  if (isFirst && (text.startsWith('#!') || (cursorLine === '' && /^\s/.test(text)))) return '';
  if (language?.templatePath !== undefined || language?.syntax !== undefined) return text;
  return (prefix + suffix).replace(/\s/g, '').length < minCharacters ? '' : text;
};

/** Lines that name an author or owner. */
const claims = /copyright\s*(?:\(c\)|©|\d)|\(c\)\s*\d{4}|©|all rights reserved|__author__|SPDX-FileCopyrightText/i;
const claimsInComment =
  /copyright|@author|\bauthors?\s*:|\bmaintain(?:er|ed by)|written by|created by|generated (?:from|by|with)|(?:signed-off|co-authored)-by/i;
/** Names in such lines: capitalized words, years, and addresses (of 64 characters before the `@`). */
const names = /\p{Lu}[\p{L}'’-]+|\b\d{4}\b|\S{1,64}@\S+/gu;
const address = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?!\()/g;
/** Addresses of services, and domains reserved for examples (RFC 2606). */
const impersonal = /^(?:git|no-?reply)@|[@.](?:example\.(?:com|org|net|edu)|example|test|invalid|localhost)$/;

/** Words of such lines that are no names. */
const usualWords =
  /^(?:Copyright|Authors?|All|Rights|Reserved|Maintaine\w+|Written|Created|Generated|File|By|MIT|Licensed?)$/;

/**
 * Ends a suggestion before a line that names an author, company, tool or address that the document does not contain: a
 * model has read thousands of copyright lines, and recites other people's names. Those from the workspace's own files
 * are the user's own.
 */
export const dropForeignAttribution: TextRule = (text, context) => {
  if (context.outcome.source === 'workspace') return text;
  const { prefix, suffix, cursorLine, language } = context;
  // A bullet in a docstring names authors as well, though its language has no such comments.
  const isComment = (line: string): boolean =>
    [language, undefined].some((one) => isCommentLine(line, one) || openingTripleQuote(line, one) !== undefined);
  const isNew = (name: string): boolean => !usualWords.test(name) && !prefix.includes(name) && !suffix.includes(name);
  const lines = text.split('\n');
  const foreign = lines.findIndex((line, i) => {
    const whole = i === 0 ? cursorLine + line : line;
    const isClaim = claims.test(whole) || (isComment(whole) && claimsInComment.test(whole));
    if (isClaim && (line.match(names) ?? []).some(isNew)) return true;
    return (line.match(address) ?? []).some((match) => !impersonal.test(match) && isNew(match));
  });
  return foreign < 0 ? text : firstLines(text, foreign);
};

/**
 * Ends a suggestion before a line with a key, token or password that the document does not contain: a model may recite
 * one that it has read, or make one up that looks real.
 */
export const dropSecrets: TextRule = (text, context) => {
  const line = newSecretLine(text, context);
  return line === undefined ? text : text.slice(0, line).trimEnd();
};
