/** A rule for a suggestion's text: returns it changed or unchanged, or '' if it should not be shown. */
type Rule = (text: string, around: { readonly before: string; readonly after: string }) => string;

const trimEnd: Rule = (text) => text.replace(/[ \t]+$/gm, '').trimEnd();

/** A suggestion begins on the cursor's line; only behind an opener it may well begin on the next. */
const startOnThisLine: Rule = (text, { before }) =>
  /^\s*\n/.test(text) && !/([{([:]|=>)[ \t]*$/.test(before) ? '' : text;

/** A suggestion that is the next line again. */
const noRepeatOfNextLine: Rule = (text, { before, after }) => {
  const line = before.slice(before.lastIndexOf('\n') + 1) + text;
  const next = after
    .split('\n')
    .slice(1)
    .find((candidate) => candidate.trim() !== '');
  return next !== undefined && isTelling(line) && next.trim() === line.trim() ? '' : text;
};

/** Lines such as `}` or `return;` may well stand twice. */
const isTelling = (line: string): boolean => /[\p{L}\p{N}].*[\p{L}\p{N}]{3}/u.test(line) && line.trim().length > 8;

const rules: readonly Rule[] = [trimEnd, startOnThisLine, noRepeatOfNextLine];

/**
 * Applies the rules in their order.
 *
 * @param before normalized text before the cursor.
 * @param after normalized text after it.
 * @returns the text to show; '' for none.
 */
export function tidy(text: string, around: { readonly before: string; readonly after: string }): string {
  return rules.reduce((current, rule) => (current === '' ? current : rule(current, around)), text);
}
