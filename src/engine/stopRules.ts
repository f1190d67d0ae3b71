import type { CompletionRequest, Mode } from '../core/completion.js';
import { atBlockEnd } from '../core/decode/stops/blockEnd.js';
import { atRepetition } from '../core/decode/stops/repetition.js';
import { atDeadline, atLimit, atNewline, whenCancelled, type StopRule } from '../core/decode/stops/stop.js';
import { whenUnlikely } from '../core/decode/stops/unlikely.js';
import type { Control } from './complete.js';

/** Ends before bytes that are no character, which a model can spell, too; the stream reads them as U+FFFD. */
const atBrokenCharacter: StopRule = ({ text, added }) => {
  const broken = text.indexOf('\uFFFD', added);
  return broken < 0 ? undefined : { reason: 'end', keep: broken };
};

function modeRules(mode: Mode, prefix: string): StopRule[] {
  switch (mode) {
    case 'line':
      return [atNewline];
    case 'block':
      return [atBlockEnd(prefix.slice(prefix.lastIndexOf('\n') + 1))];
    case 'free':
      return [];
  }
}

/**
 * The rules that end an answer, in the order in which they are asked.
 *
 * @param prefix normalized text before the cursor.
 * @param startMs when the request came in.
 */
export function stopRules(
  { mode, maxTokens, timeoutMs, minimumProbability }: CompletionRequest,
  prefix: string,
  startMs: number,
  { cancelled, now }: Control,
): StopRule[] {
  return [
    whenCancelled(cancelled),
    atBrokenCharacter,
    ...(minimumProbability === undefined ? [] : [whenUnlikely(minimumProbability)]),
    ...modeRules(mode, prefix),
    atRepetition,
    atLimit(maxTokens),
    ...(timeoutMs === undefined ? [] : [atDeadline(startMs + timeoutMs, now)]),
  ];
}
