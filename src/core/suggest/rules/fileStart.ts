import type { TextRule } from './rule.js';

/** Fewer characters say nothing of what a person is up to (Copilot does not ask below ten, either). */
const minCharacters = 10;

/**
 * What stands at the start of files is learned by heart: with next to nothing to go by, a model recites a shebang, the
 * first lines of whatever it has seen most, or something indented from the middle of it.
 */
export const fileStart: TextRule = (text, { prefix, suffix, language, cursorLine }) => {
  const isFirst = prefix.trim() === '';
  if (isFirst && (text.startsWith('#!') || (cursorLine === '' && /^\s/.test(text)))) return '';
  if (language?.templatePath !== undefined || language?.syntax !== undefined) return text;
  return (prefix + suffix).replace(/\s/g, '').length < minCharacters ? '' : text;
};
