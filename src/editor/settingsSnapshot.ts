import { drafterKinds, type CompletionRequest } from '../core/request.js';
import { samplingStrategy, type Sampling } from '../core/sampling/sampling.js';
import { samplingSettings, type SamplingName } from '../core/sampling/samplingSettings.js';
import type { Strategy } from '../core/sampling/strategy.js';
import type { SettingValues } from './settingValues.js';

/** The sampling numbers that are settings; the seed may be left to Inkling. */
const ownNumbers = (Object.keys(samplingSettings) as SamplingName[]).filter((name) => name !== 'seed');

/** The settings of one document at one moment, for all that one request reads of them. */
export class SettingsSnapshot {
  /** @param get reads a checked value. */
  constructor(readonly get: <K extends keyof SettingValues>(key: K) => SettingValues[K]) {}

  /** The strategy of ghost text. */
  strategy(randomSeed: () => number): Strategy {
    switch (this.get('strategy')) {
      case 'greedy':
        return { kind: 'greedy' };
      case 'sample':
        return this.sampling(randomSeed);
      case 'beam':
        return { kind: 'beam', width: this.get('beamWidth'), lengthPenalty: this.get('lengthPenalty') };
    }
  }

  /** Sampling with the numbers of the settings, as "Generate" does it. */
  sampling(randomSeed: () => number): Strategy {
    return samplingStrategy(this.samplingNumbers(this.get('seed') ?? randomSeed()));
  }

  /** The numbers for sampling. */
  samplingNumbers(seed: number): Sampling {
    const numbers = ownNumbers.map((name) => [name, this.get(name)] as const);
    return { ...(Object.fromEntries(numbers) as Record<(typeof ownNumbers)[number], number>), seed };
  }

  /** The parts of every request, besides its strategy, that follow from settings. */
  decoding(): Pick<CompletionRequest, 'drafters' | 'workspace'> {
    return {
      drafters: this.get('speculation') ? drafterKinds : [],
      ...(this.get('workspace.learn') ? { workspace: { weight: { kind: 'fitted' } } } : {}),
    };
  }
}
