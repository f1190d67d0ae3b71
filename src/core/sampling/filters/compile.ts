import type { TokenCandidates } from '../candidates.js';
import type { History } from '../sampler.js';
import type { Filter } from '../strategy.js';
import {
  dropRepeatedNgrams,
  penaliseFrequency,
  penalisePresence,
  penaliseRepetition,
  RecentCounts,
} from './repetition.js';
import { keepMinP, keepTopK, keepTopP, keepTypical } from './truncation.js';

/** Changes the candidates in place. */
export type CompiledFilter = (candidates: TokenCandidates, history: History) => void;

/** Compiles a checked filter into a function with its own buffers. */
export function compileFilter(filter: Filter, vocabSize: number): CompiledFilter {
  switch (filter.kind) {
    case 'temperature':
      return (candidates) => {
        candidates.top /= filter.value;
        for (let i = 0; i < candidates.count; i++) candidates.scores[i]! /= filter.value;
      };
    case 'topK':
      return (candidates) => keepTopK(candidates, filter.k);
    case 'topP':
      return (candidates) => keepTopP(candidates, filter.p);
    case 'minP':
      return (candidates) => keepMinP(candidates, filter.p);
    case 'typicalP': {
      const scratch = new Float64Array(vocabSize);
      return (candidates) => keepTypical(candidates, filter.p, scratch);
    }
    case 'repetition': {
      const recent = new RecentCounts(vocabSize);
      return (candidates, history) =>
        penaliseRepetition(candidates, recent.count(history, filter.window), filter.penalty);
    }
    case 'frequency': {
      const recent = new RecentCounts(vocabSize);
      return (candidates, history) =>
        penaliseFrequency(candidates, recent.count(history, filter.window), filter.penalty);
    }
    case 'presence': {
      const recent = new RecentCounts(vocabSize);
      return (candidates, history) =>
        penalisePresence(candidates, recent.count(history, filter.window), filter.penalty);
    }
    case 'noRepeatNgram':
      return (candidates, history) => dropRepeatedNgrams(candidates, history, filter.n, filter.window);
  }
}
