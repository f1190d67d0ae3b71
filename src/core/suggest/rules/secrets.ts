import { newSecretLine } from '../../secrets/newSecret.js';
import type { TextRule } from './rule.js';

/**
 * No key, token or password that the document does not have: a model may recite one that it has read, or make one up
 * that looks real. A suggestion ends before the line with it.
 */
export const secrets: TextRule = (text, around) => {
  const line = newSecretLine(text, around);
  return line === undefined ? text : text.slice(0, line).trimEnd();
};
