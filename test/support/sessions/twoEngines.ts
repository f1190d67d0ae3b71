import type { CompletedText, Completion } from '../../../src/core/result.js';
import { seededRng } from '../../../src/core/sampling/rng.js';

const thresholds = { quiet: 0.8, balanced: 0.6, eager: 0.4 };
const timings = { tokenizeMs: 0, prefillMs: 0, decodeMs: 0, totalMs: 1, promptTokens: 9, reusedTokens: 0, forwards: 1 };

const words = ['alpha', 'beta', 'gamma', 'delta', 'one', 'two', 'ab', 'abc', 'abd'];

/** Words that a user types, all on one line, by a seed. */
export function randomWords(seed: number, count: number): string {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => words[Math.floor(rng() * words.length)]!).join('.');
}

const hashOf = (text: string): number =>
  Array.from(text).reduce((hash, character) => Math.imul(hash ^ character.charCodeAt(0), 0x01000193), 0x811c9dc5);

/**
 * The completion of an engine that often knows what the user is going to type: the same for the same text before the
 * cursor. A double, since random answers in a random order are the point.
 *
 * @param toCome the text that the user is going to type.
 * @param words how many words it writes at most.
 */
export function guess(seed: number, prefix: string, toCome: string, words: number): Completion {
  const rng = seededRng(seed ^ hashOf(prefix));
  const count = 1 + Math.floor(rng() * words);
  const right = toCome.match(/[^.]*\.?/g)!.slice(0, count);
  const known = rng() < 0.6 ? right : right.slice(0, Math.floor(rng() * count));
  const all = known.length === count ? known : [...known, ...randomWords(hashOf(prefix), 2).split(/(?<=\.)/)];
  const text = all.join('').replace(/\.$/, '');
  const sureWords = rng() < 0.5 ? all.length : Math.floor(rng() * all.length);
  const tokens = all.flatMap((word, i) => {
    const confidence = i < sureWords ? 0.9 : 0.3;
    return [word.replace('.', ''), '.'].map((piece) => ({ text: piece, logprob: 0, confidence }));
  });
  const confidence = sureWords === all.length ? 0.9 : 0.3;
  const stop: CompletedText['stop'] = rng() < 0.5 ? 'newline' : 'limit';
  return { text, tokens, stop, confidence, score: 0, source: 'model', thresholds, others: [], drafts: {}, timings };
}
