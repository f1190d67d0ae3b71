import { RuleContext, type DecodingOutcome, type TextRule } from '../../../src/core/suggest/rules/ruleContext.js';
import { atCursor } from './cursor.js';

/** The file and the outcome of decoding; by default a TypeScript file and an answer that ended its line. */
interface Case extends Partial<DecodingOutcome> {
  readonly path?: string | undefined;
}

/** The document after a suggestion is accepted as the rule leaves it, with the cursor after it; or 'nothing'. */
export function accept(rule: TextRule, marked: string, suggestion: string, given: Case = {}): string {
  const { path, ...origin } = { path: 'a.ts', ...given };
  const { prefix, suffix } = atCursor(marked);
  const text = rule(suggestion, new RuleContext({ prefix, suffix, path }, { stop: 'newline', ...origin }));
  return text === '' ? 'nothing' : `${prefix}${text}‸${suffix}`;
}

/** That document where nothing is changed. */
export const whole = (marked: string, suggestion: string): string => marked.replace('‸', () => `${suggestion}‸`);
