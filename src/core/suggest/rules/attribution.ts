import { firstLines, type TextRule } from './rule.js';

/** Lines that say whose a text is. */
const claims = /copyright\s*(?:\(c\)|©|\d)|\(c\)\s*\d{4}|©|all rights reserved|__author__|SPDX-FileCopyrightText/i;
const comment = /^\s*(?:\/\/|\/?\*|#|--|;|%|<!--|"""|''')/;
const claimsInComment =
  /copyright|@author|\bauthors?\s*:|\bmaintain(?:er|ed by)|written by|created by|generated (?:from|by|with)|(?:signed-off|co-authored)-by/i;
/** What names somebody there: words that begin with a capital, years, and addresses (of 64 characters before the `@`). */
const names = /\p{Lu}[\p{L}'’-]+|\b\d{4}\b|\S{1,64}@\S+/gu;
const address = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?!\()/g;
/** Addresses of no person, and domains that belong to nobody (RFC 2606). */
const nobodys = /^(?:git|no-?reply)@|[@.](?:example\.(?:com|org|net|edu)|example|test|invalid|localhost)$/;

/** Words of such lines that name nobody. */
const usual =
  /^(?:Copyright|Authors?|All|Rights|Reserved|Maintaine\w+|Written|Created|Generated|File|By|MIT|Licensed?)$/;

/**
 * A model has read thousands of copyright lines, and recites other people's names, firms, tools and addresses. Such a
 * line is suggested only with names that the document has; those of the workspace's own files are the person's own.
 */
export const attribution: TextRule = (text, around) => {
  if (around.outcome.source === 'workspace') return text;
  const { prefix, suffix, cursorLine } = around;
  const isNew = (name: string): boolean => !usual.test(name) && !prefix.includes(name) && !suffix.includes(name);
  const own = text.split('\n');
  const foreign = own.findIndex((line, i) => {
    const whole = i === 0 ? cursorLine + line : line;
    const isClaim = claims.test(whole) || (comment.test(whole) && claimsInComment.test(whole));
    if (isClaim && (line.match(names) ?? []).some(isNew)) return true;
    return (line.match(address) ?? []).some((found) => !nobodys.test(found) && isNew(found));
  });
  return foreign < 0 ? text : firstLines(text, foreign);
};
