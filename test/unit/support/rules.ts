import { Around, type Origin } from '../../../src/core/suggest/rules/around.js';
import type { TextRule } from '../../../src/core/suggest/rules/rule.js';
import { atCursor } from './cursor.js';

/** How the text came about, if not by an answer of the model to the line's end in a file of TypeScript. */
export interface Case extends Partial<Origin> {
  readonly path?: string | undefined;
}

/** The document after a suggestion is accepted as the rule leaves it, with the cursor behind it; or 'nothing'. */
export function accept(rule: TextRule, marked: string, suggestion: string, given: Case = {}): string {
  const { path, ...origin } = { path: 'a.ts', ...given };
  const { before, after } = atCursor(marked);
  const text = rule(suggestion, new Around({ before, after, path }, { stop: 'newline', ...origin }));
  return text === '' ? 'nothing' : `${before}${text}‸${after}`;
}

/** That document where nothing is changed. */
export const whole = (marked: string, suggestion: string): string => marked.replace('‸', () => `${suggestion}‸`);
