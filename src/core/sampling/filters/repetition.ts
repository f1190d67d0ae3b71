import type { TokenCandidates } from '../candidates.js';
import type { History } from '../sampler.js';
import { defineFilter, type CompiledFilter } from './filter.js';

/** Number of the last tokens that penalties look at. */
const penaltyWindow = { setting: 'penaltyWindow', min: 1, max: 1_000_000, isInteger: true, default: 64 } as const;

/** Occurrences of each token among the last ones; kept in one array that is cleared by undoing what was counted. */
class RecentCounts {
  private readonly counts: Int32Array;
  private readonly counted: number[] = [];

  constructor(vocabSize: number) {
    this.counts = new Int32Array(vocabSize);
  }

  /** Counts the last `window` tokens of the history. */
  count({ tokens, length }: History, window: number): Int32Array {
    for (const id of this.counted) this.counts[id] = 0;
    this.counted.length = 0;
    for (let i = Math.max(0, length - window); i < length; i++) {
      this.counts[tokens[i]!]!++;
      this.counted.push(tokens[i]!);
    }
    return this.counts;
  }
}

type Penalise = (candidates: TokenCandidates, counts: Int32Array, penalty: number) => void;

/** Compiles a penalty for tokens in the window. */
const compilePenalty =
  (penalise: Penalise) =>
  ({ penalty, window }: Readonly<Record<'penalty' | 'window', number>>, vocabSize: number): CompiledFilter => {
    const recent = new RecentCounts(vocabSize);
    return (candidates, history) => penalise(candidates, recent.count(history, window), penalty);
  };

function penaliseRepetition(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores, top } = candidates;
  for (let i = 0; i < candidates.count; i++) {
    if (counts[ids[i]!] === 0) continue;
    const logit = scores[i]! + top;
    scores[i] = (logit > 0 ? logit / penalty : logit * penalty) - top;
  }
}

/**
 * Makes tokens in the window less probable: divides a positive logit by `penalty` and multiplies a negative one (Keskar
 * et al. 2019, §4.1, with the sign rule in general use since).
 */
export const repetition = defineFilter({
  numbers: { penalty: { setting: 'repetitionPenalty', min: 0.1, max: 10, default: 1, off: 1 }, window: penaltyWindow },
  compile: compilePenalty(penaliseRepetition),
});

function penaliseFrequency(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores } = candidates;
  for (let i = 0; i < candidates.count; i++) scores[i]! -= penalty * counts[ids[i]!]!;
}

/** Subtracts `penalty` from a token's logit for each of its occurrences in the window. */
export const frequency = defineFilter({
  numbers: { penalty: { setting: 'frequencyPenalty', min: -10, max: 10, default: 0, off: 0 }, window: penaltyWindow },
  compile: compilePenalty(penaliseFrequency),
});

function penalisePresence(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores } = candidates;
  for (let i = 0; i < candidates.count; i++) if (counts[ids[i]!]! > 0) scores[i]! -= penalty;
}

/** Subtracts `penalty` from the logit of every token in the window, however often it occurs. */
export const presence = defineFilter({
  numbers: { penalty: { setting: 'presencePenalty', min: -10, max: 10, default: 0, off: 0 }, window: penaltyWindow },
  compile: compilePenalty(penalisePresence),
});

function dropRepeatedNgrams(candidates: TokenCandidates, { tokens, length }: History, n: number, window: number): void {
  const first = Math.max(0, length - window);
  const dropped = new Set<number>();
  for (let end = first + n - 1; end < length; end++) {
    let matched = 0;
    while (matched < n - 1 && tokens[end - 1 - matched] === tokens[length - 1 - matched]) matched++;
    if (matched === n - 1) dropped.add(tokens[end]!);
  }
  if (dropped.size === 0) return;
  let isAnyLeft = false;
  for (let i = 0; i < candidates.count && !isAnyLeft; i++) isAnyLeft = !dropped.has(candidates.ids[i]!);
  if (isAnyLeft) candidates.retain((id) => !dropped.has(id));
}

/**
 * Drops every token that would complete an n-gram that already occurs in the last `window` tokens (Paulus et al. 2018,
 * §2.5). Where that would leave nothing, nothing is dropped.
 */
export const noRepeatNgram = defineFilter({
  numbers: {
    /** 0 allows every n-gram again. */
    n: { setting: 'noRepeatNgram', min: 0, max: 100, isInteger: true, default: 0, off: 0, filterMin: 1 },
    window: penaltyWindow,
  },
  compile:
    ({ n, window }) =>
    (candidates, history) =>
      dropRepeatedNgrams(candidates, history, n, window),
});
