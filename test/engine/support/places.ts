import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionRequest, Mode } from '../../../src/core/request.js';
import { repository } from './build.js';
import { requestAt } from './requests.js';

/** A place in a file of test/fixtures/decoding. */
export interface Place {
  readonly file: 'inventory.ts' | 'ledger.py';
  /** The cursor is after the last occurrence of this text. */
  readonly typed: string;
  readonly mode: Mode;
  /** The text after the cursor up to this one is left out; by default the rest of the line. */
  readonly until?: string;
  /** Whether all of the file is in the request; by default only the lines around. */
  readonly isWhole?: boolean;
}

/** Ends of lines, half-typed words, punctuation, whitespace, blocks; some have similar lines in the file. */
export const places: readonly Place[] = [
  { file: 'inventory.ts', typed: 'total += item.', mode: 'line' },
  { file: 'inventory.ts', typed: 'throw new Err', mode: 'line' },
  { file: 'inventory.ts', typed: 'const text = await rea', mode: 'line' },
  { file: 'inventory.ts', typed: 'countOf(box: Box): number {', mode: 'block', until: '\n}\n' },
  { file: 'inventory.ts', typed: 'remove(label: string): void {\n    ', mode: 'free', until: '\n  }\n' },
  { file: 'ledger.py', typed: 'bookings.append(Booking(', mode: 'line' },
  { file: 'ledger.py', typed: 'self.totals[acc', mode: 'line' },
  {
    file: 'ledger.py',
    typed: 'def withdraw(self, account, amount):\n        if am',
    mode: 'block',
    until: '\n\n\n',
    isWhole: true,
  },
  { file: 'ledger.py', typed: '"usage: ', mode: 'line' },
];

/** Lines around the cursor that are enough to have similar code, and are read quickly. */
const linesBefore = 12;
const linesAfter = 6;

/** A place's name in test titles. */
export const placeName = ({ file, typed, mode }: Place): string => `${file}, ${JSON.stringify(typed)}, ${mode}`;

/**
 * The request at a place.
 *
 * @param keysBefore how many of the last characters before the cursor are not typed yet.
 */
export function requestFor(
  { file, typed, mode, until = '\n', isWhole = false }: Place,
  changes: Partial<CompletionRequest> = {},
  keysBefore = 0,
): CompletionRequest {
  const text = readFileSync(join(repository, 'test/fixtures/decoding', file), 'utf8');
  const cursor = text.lastIndexOf(typed) + typed.length;
  if (cursor < typed.length) throw new Error(`${file} has no ${typed}`);
  const after = text.slice(text.indexOf(until, cursor));
  const before = text.slice(0, cursor - keysBefore);
  const near = isWhole
    ? [before, after]
    : [before.split('\n').slice(-linesBefore), after.split('\n').slice(0, linesAfter)].map((lines) => lines.join('\n'));
  return requestAt(near.join('‸'), {
    path: `src/${file}`,
    mode,
    maxTokens: mode === 'line' ? 24 : 48,
    ...changes,
  });
}
