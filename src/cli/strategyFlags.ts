import { UserError } from '../core/errors.js';
import { samplingStrategy } from '../core/sampling/sampling.js';
import type { NumberRange, NumberSetting } from '../core/sampling/numberRange.js';
import { beamSettings, samplingFields } from '../core/sampling/samplingSettings.js';
import type { Strategy } from '../core/sampling/strategy.js';
import { flagOf } from './usage.js';

/** Flags as `parseArgs` returns them. */
export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

/** Reads a number. @throws UserError naming the flag and its range. */
export function numberOf(flag: string, text: string, { min, max, isInteger = false }: NumberRange): number {
  const value = Number(text);
  const isInRange = text.trim() !== '' && Number.isFinite(value) && value >= min && value <= max;
  if (isInRange && (!isInteger || Number.isInteger(value))) return value;
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UserError(`--${flag} must be a ${isInteger ? 'whole ' : ''}number ${range}, not "${text}".`);
}

/** The numbers of some settings, by default those of the schema. */
function numbersOf<N extends string>(
  settings: Readonly<Record<N, NumberSetting>>,
  values: FlagValues,
): Record<N, number> {
  const numbers = Object.entries<NumberSetting>(settings).map(([name, setting]) => {
    const text = values[flagOf(name)];
    return [name, typeof text === 'string' ? numberOf(flagOf(name), text, setting) : setting.default];
  });
  return Object.fromEntries(numbers) as Record<N, number>;
}

/** The flags of all numbers of strategies, for `parseArgs`. */
export const numberFlags = Object.fromEntries(
  Object.keys({ ...samplingFields, ...beamSettings }).map((name) => [flagOf(name), { type: 'string' } as const]),
);

/** The strategy that flags ask for. @throws UserError naming the flag and its range. */
export function strategyOf(values: FlagValues): Strategy {
  switch (values.strategy) {
    case 'greedy':
      return { kind: 'greedy' };
    case 'sample':
      return samplingStrategy(numbersOf(samplingFields, values));
    case 'beam': {
      const { beamWidth, lengthPenalty } = numbersOf(beamSettings, values);
      return { kind: 'beam', width: beamWidth, lengthPenalty, earlyStopping: values['early-stopping'] === true };
    }
    default:
      throw new UserError(`--strategy must be greedy, sample or beam, not "${String(values.strategy)}".`);
  }
}
