import { selectCount, selectMass } from './partialSelect.js';
import { seededRng, type Rng } from './rng.js';
import type { Filter, Strategy } from './strategy.js';

/** A chosen token. */
export interface Pick {
  readonly id: number;
  /**
   * Natural logarithm of the model's own probability for the token, given everything before it and given that the
   * token is one of the allowed ones; before temperature and filters.
   */
  readonly logprob: number;
}

/** Chooses tokens; keeps buffers of the vocabulary's size, and the state of its random sequence. */
export interface Sampler {
  /**
   * @param logits one row, vocabSize long; not changed.
   * @param allowed the ids to choose from; absent means all. Must not be empty.
   */
  pick(logits: Float32Array, allowed?: Int32Array): Pick;
}

/** The candidates of one step, as parallel arrays of which the first `count` entries are in use. */
interface Candidates {
  readonly ids: Int32Array;
  /** Logits relative to the largest one, so exp never overflows. */
  readonly scores: Float64Array;
  count: number;
}

/** The index of the largest logit among the allowed ids, the smallest id between equals. */
function argmax(logits: Float32Array, allowed?: Int32Array): number {
  let best = allowed ? allowed[0]! : 0;
  if (allowed) {
    for (const id of allowed) {
      if (logits[id]! > logits[best]! || (logits[id] === logits[best] && id < best)) best = id;
    }
  } else {
    for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  }
  return best;
}

/** ln Σ exp(logit − top) over the allowed ids. */
function logSumExp(logits: Float32Array, top: number, allowed?: Int32Array): number {
  let sum = 0;
  if (allowed) for (const id of allowed) sum += Math.exp(logits[id]! - top);
  else for (const logit of logits) sum += Math.exp(logit - top);
  return Math.log(sum);
}

function gather(into: Candidates, logits: Float32Array, top: number, allowed?: Int32Array): void {
  const count = allowed ? allowed.length : logits.length;
  for (let i = 0; i < count; i++) {
    const id = allowed ? allowed[i]! : i;
    into.ids[i] = id;
    into.scores[i] = logits[id]! - top;
  }
  into.count = count;
}

/** Turns the scores into weights exp(score); returns their sum. */
function exponentiate({ scores, count }: Candidates): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += scores[i] = Math.exp(scores[i]!);
  return total;
}

function applyFilter(candidates: Candidates, filter: Filter): void {
  const { ids, scores } = candidates;
  switch (filter.kind) {
    case 'temperature':
      for (let i = 0; i < candidates.count; i++) scores[i]! /= filter.value;
      return;
    case 'topK':
      candidates.count = selectCount(ids, scores, candidates.count, filter.k);
      return;
    case 'topP': {
      if (filter.p >= 1) return;
      const total = exponentiate(candidates);
      candidates.count = selectMass(ids, scores, candidates.count, filter.p * total);
      for (let i = 0; i < candidates.count; i++) scores[i] = Math.log(scores[i]!);
      return;
    }
  }
}

function draw(candidates: Candidates, rng: Rng): number {
  let left = rng() * exponentiate(candidates);
  const { ids, scores, count } = candidates;
  for (let i = 0; i < count - 1; i++) if ((left -= scores[i]!) < 0) return ids[i]!;
  return ids[count - 1]!;
}

/**
 * Compiles a checked strategy into a sampler that allocates nothing per token but its answer.
 *
 * @param vocabSize the width of a row of logits.
 */
export function compileSampler(strategy: Strategy, vocabSize: number): Sampler {
  if (strategy.kind === 'greedy') {
    return {
      pick(logits, allowed) {
        const id = argmax(logits, allowed);
        return { id, logprob: -logSumExp(logits, logits[id]!, allowed) };
      },
    };
  }
  const rng = seededRng(strategy.seed);
  const candidates: Candidates = { ids: new Int32Array(vocabSize), scores: new Float64Array(vocabSize), count: 0 };
  return {
    pick(logits, allowed) {
      const top = logits[argmax(logits, allowed)]!;
      gather(candidates, logits, top, allowed);
      for (const filter of strategy.filters) applyFilter(candidates, filter);
      const id = draw(candidates, rng);
      return { id, logprob: logits[id]! - top - logSumExp(logits, top, allowed) };
    },
  };
}
