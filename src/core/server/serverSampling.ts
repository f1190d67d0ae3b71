import type { Filter } from '../sampling/filters/filters.js';
import type { Strategy } from '../sampling/strategy.js';
import type { ServerSampling } from './serverStream.js';

const greedy: ServerSampling = { temperature: 0 };
/** Samples that stand in for further beams. */
const variety: ServerSampling = { temperature: 0.8, topP: 0.95 };
/** More requests at once would hold up those of other users. */
const maxTexts = 4;

/** A filter's numbers as a server names them. A filter that servers do not have is left out. */
function numbersOf(filter: Filter): Partial<ServerSampling> {
  switch (filter.kind) {
    case 'temperature':
      return { temperature: filter.value };
    case 'topK':
      return { topK: filter.k };
    case 'topP':
      return { topP: filter.p };
    case 'minP':
      return { minP: filter.p };
    case 'typicalP':
      return { typicalP: filter.p };
    case 'repetition':
      return { repetitionPenalty: filter.penalty };
    case 'frequency':
      return { frequencyPenalty: filter.penalty };
    case 'presence':
      return { presencePenalty: filter.penalty };
    case 'noRepeatNgram':
      return {};
  }
}

/**
 * The requests to a server that a strategy takes, each for one text. A server follows no beams: the most probable text
 * and samples are what is nearest to them.
 *
 * @returns at least one.
 */
export function serverSamplings(strategy: Strategy): readonly ServerSampling[] {
  switch (strategy.kind) {
    case 'greedy':
      return [greedy];
    case 'beam': {
      const samples = Math.min(maxTexts, strategy.width) - 1;
      return [greedy, ...Array.from({ length: samples }, (_, i) => ({ ...variety, seed: i + 1 }))];
    }
    case 'sample': {
      const { filters, seed, samples = 1 } = strategy;
      const numbers = Object.assign({ temperature: 1 }, ...filters.map(numbersOf)) as ServerSampling;
      return Array.from({ length: Math.min(maxTexts, samples) }, (_, i) => ({ ...numbers, seed: seed + i }));
    }
  }
}
