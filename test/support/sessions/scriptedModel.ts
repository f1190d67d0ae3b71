import type { CompletedText, Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { StopReason } from '../../../src/core/decode/stops/stop.js';
import { seededRng, type Rng } from '../../../src/core/sampling/rng.js';

const thresholds = { quiet: 0.8, balanced: 0.6, eager: 0.4 };
const timings = { tokenizeMs: 0, prefillMs: 0, decodeMs: 0, totalMs: 1, promptTokens: 9, reusedTokens: 0, forwards: 1 };

const pieces = [
  ...['foo', 'bar(', 'baz', '(', ')', '[', ']', '{', '}', '"', "'", '`', ';', ',', ':', ' ', ' = ', '.', ' => ', '{ '],
  ...['return ', 'const x', 'if (', 'a', 'b', '1', '\n', '\n  ', '\n    ', '// c', 'é', '😀', ');', '});', '\t'],
  ...['foo(a, b);', '[1, 2]', '"text"', '() => {', '\n}'],
  ...['f(a, g(b))', '[a, [b]]', '{ a: 1 }', '(() => { a(); })', ' + ', 'items', '.map(f)'],
];
const stops: readonly StopReason[] = ['newline', 'block', 'suffix', 'end', 'limit', 'repetition', 'unsure'];

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

const oneOf = <T>(rng: Rng, all: readonly T[]): T => all[Math.floor(rng() * all.length)]!;

function textBy(rng: Rng): CompletedText {
  let confidence = 1;
  const tokens = Array.from({ length: 1 + Math.floor(rng() ** 2 * 12) }, () => {
    confidence *= 1 - 0.3 * rng() ** 3;
    return { text: oneOf(rng, pieces), logprob: Math.log(confidence), confidence };
  });
  const text = tokens.map((token) => token.text).join('');
  return { text, tokens, stop: oneOf(rng, stops), confidence: confidence * (1 - 0.2 * rng()), score: 0 };
}

/**
 * A model that answers with random code, brackets open and closed: the same to the same request, as a greedy one. A
 * double: thousands of sessions with the real model would take hours, and it seldom writes what is hard to fit in.
 */
export function scriptedModel(
  seed: number,
): (request: CompletionRequest, signal: AbortSignal) => Promise<Completion | undefined> {
  return async ({ prefix, suffix, strategy }, signal) => {
    const rng = seededRng(seed ^ hashOf(`${prefix}‸${suffix}`));
    // Some answers come late.
    for (let turns = Math.floor(4 * rng()); turns > 0; turns--) await Promise.resolve();
    if (signal.aborted && rng() < 0.5) return undefined;
    const others = Array.from({ length: strategy.kind === 'beam' ? 3 : 0 }, () => textBy(rng));
    return { ...textBy(rng), source: 'model', thresholds, others, drafts: {}, timings };
  };
}
