import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../../../src/core/sampling/checkStrategy.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { UserError } from '../../../../src/core/errors.js';

/** The message of the check for a filter after another one, or 'accepted'. */
function verdict(filter: unknown): string {
  try {
    checkStrategy({ kind: 'sample', filters: [{ kind: 'topK', k: 40 }, filter], seed: 1 });
    return 'accepted';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** All numbers of each filter, with their least and their greatest value. */
const filters: readonly [name: string, filter: Filter, option: string, least: number, most: number][] = [
  ['temperature', { kind: 'temperature', value: 1 }, 'value', 0.01, 5],
  ['topK', { kind: 'topK', k: 1 }, 'k', 1, 1_000_000],
  ['topP', { kind: 'topP', p: 1 }, 'p', 0.001, 1],
  ['minP', { kind: 'minP', p: 1 }, 'p', 0, 1],
  ['typicalP', { kind: 'typicalP', p: 1 }, 'p', 0.001, 1],
  ['repetition.penalty', { kind: 'repetition', penalty: 1, window: 9 }, 'penalty', 0.1, 10],
  ['repetition.window', { kind: 'repetition', penalty: 1, window: 9 }, 'window', 1, 1_000_000],
  ['frequency.penalty', { kind: 'frequency', penalty: 1, window: 9 }, 'penalty', -10, 10],
  ['frequency.window', { kind: 'frequency', penalty: 1, window: 9 }, 'window', 1, 1_000_000],
  ['presence.penalty', { kind: 'presence', penalty: 1, window: 9 }, 'penalty', -10, 10],
  ['presence.window', { kind: 'presence', penalty: 1, window: 9 }, 'window', 1, 1_000_000],
  ['noRepeatNgram.n', { kind: 'noRepeatNgram', n: 2, window: 9 }, 'n', 1, 100],
  ['noRepeatNgram.window', { kind: 'noRepeatNgram', n: 2, window: 9 }, 'window', 1, 1_000_000],
];

const whole = ['k', 'window', 'n'];

describe.each(filters)('%s', (name, filter, option, least, most) => {
  const said = (value: unknown): string => verdict({ ...filter, [option]: value });
  const refused = (shown: string): string =>
    `${name} must be a ${whole.includes(option) ? 'whole ' : ''}number from ${least} to ${most}, not ${shown}.`;

  it('is accepted from its minimum to its maximum', () => {
    expect([least, most].map(said)).toEqual(['accepted', 'accepted']);
  });

  it('is rejected outside, by its name and with its range', () => {
    const step = whole.includes(option) ? 1 : 0.001;
    const beyond = [least - step, most + step];
    expect(beyond.map(said)).toEqual(beyond.map((value) => refused(String(value))));
  });

  it('is rejected when it is not a number', () => {
    const values = [undefined, null, '1', [1], Number.NaN, Infinity];
    expect(values.map(said)).toEqual(['undefined', 'null', '"1"', '[1]', 'NaN', 'Infinity'].map(refused));
  });

  if (whole.includes(option)) {
    it('is rejected when it is not complete', () => {
      expect(said(2.5)).toBe(refused('2.5'));
    });
  }
});

describe('checkStrategy', () => {
  const kinds = 'noRepeatNgram, repetition, frequency, presence, temperature, topK, typicalP, topP, minP';

  it.each([
    [{ kind: 'topN', n: 3 }, '{"kind":"topN","n":3}'],
    [{ kind: 'constructor' }, '{"kind":"constructor"}'],
    [{ kind: ['topK'], k: 3 }, '{"kind":["topK"],"k":3}'],
    [{ k: 3 }, '{"k":3}'],
    ['topK', '"topK"'],
    [null, 'null'],
    [3, '3'],
  ])('lists the known filters: %j', (filter, shown) => {
    expect(verdict(filter)).toBe(`Unknown filter ${shown}: its kind must be one of ${kinds}.`);
  });
});
