import { describe, expect, it } from 'vitest';
import { parseCliOptions } from '../../../../src/cli/options.js';
import { completeStrategy } from '../../../../src/core/sampling/completeStrategy.js';
import { UserError } from '../../../../src/core/errors.js';

describe('completeStrategy', () => {
  it.each(['greedy', 'sample', 'beam'])('completes a strategy with the defaults of the flags: %s', (kind) => {
    expect(completeStrategy({ kind })).toEqual(parseCliOptions(['--batch', '--strategy', kind])!.strategy);
  });

  it.each([
    [{ kind: 'sample', temperature: 0.2, topK: 0, seed: 3 }, ['--temperature', '0.2', '--top-k', '0', '--seed', '3']],
    [{ kind: 'sample', repetitionPenalty: 1.2, samples: 3 }, ['--repetition-penalty', '1.2', '--samples', '3']],
    [{ kind: 'sample', temperature: 0 }, ['--temperature', '0']],
  ])('reads numbers by the names of the flags: %j', (given, flags) => {
    expect(completeStrategy(given)).toEqual(parseCliOptions(['--batch', '--strategy', 'sample', ...flags])!.strategy);
  });

  it('uses the filters of a list and no others, with their own defaults', () => {
    const filters = [{ kind: 'topK' }, { kind: 'repetition', penalty: 1.2 }, { kind: 'temperature', value: 2 }];
    expect(completeStrategy({ kind: 'sample', filters, samples: 2 })).toEqual({
      kind: 'sample',
      filters: [{ kind: 'topK', k: 40 }, { kind: 'repetition', penalty: 1.2, window: 64 }, filters[2]],
      seed: 0,
      samples: 2,
    });
    expect(completeStrategy({ kind: 'sample', filters: [] })).toEqual({ kind: 'sample', filters: [], seed: 0 });
  });

  it('uses the given fields of beam search', () => {
    expect(completeStrategy({ kind: 'beam', width: 2 })).toEqual({
      kind: 'beam',
      width: 2,
      lengthPenalty: 0,
      earlyStopping: false,
    });
  });
});

it.each([
  [null, 'strategy must be an object such as {"kind":"sample"}, not null.'],
  ['sample', 'strategy must be an object such as {"kind":"sample"}, not "sample".'],
  [[], 'strategy must be an object such as {"kind":"sample"}, not [].'],
  [{}, 'Unknown strategy {}: its kind must be greedy, sample or beam.'],
  [{ kind: 'best' }, 'Unknown strategy {"kind":"best"}: its kind must be greedy, sample or beam.'],
  [{ kind: 'greedy', width: 2 }, 'The strategy greedy has no field "width".'],
  [{ kind: 'beam', widht: 2 }, 'The strategy beam has no field "widht": it has width, lengthPenalty, earlyStopping.'],
  [{ kind: 'beam', width: null }, 'width must be a whole number from 1 to 64, not null.'],
  [{ kind: 'sample', temperature: 'hot' }, 'temperature must be a number from 0 to 5, not "hot".'],
  [{ kind: 'sample', topK: -1 }, 'topK must be a whole number from 0 to 1000000, not -1.'],
  [{ kind: 'sample', typicalP: 2 }, 'typicalP must be a number from 0.001 to 1, not 2.'],
  [{ kind: 'sample', seed: {} }, 'seed must be a whole number from -9007199254740991 to 9007199254740991, not {}.'],
  [{ kind: 'sample', filters: {} }, 'filters must be a list.'],
  [{ kind: 'sample', filters: [null] }, 'Unknown filter null: its kind must be one of noRepeatNgram,'],
  [{ kind: 'sample', filters: [], topK: 3 }, 'The strategy sample with filters has no field "topK"'],
  [{ kind: 'sample', filters: [{ kind: 'noRepeatNgram' }] }, 'noRepeatNgram.n must be a whole number from 1 to 100'],
  [{ kind: 'x'.repeat(1e6) }, /^Unknown strategy .{100}…: its kind must be greedy, sample or beam\.$/],
])('rejects %j with a message that names what is wrong', (given, message) => {
  const complete = (): unknown => completeStrategy(given);
  expect(complete).toThrow(UserError);
  expect(complete).toThrow(message);
});
