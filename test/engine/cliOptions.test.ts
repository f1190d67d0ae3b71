import { expect, test } from 'vitest';
import { parseCliOptions } from '../../src/cli/options.js';
import { UserError } from '../../src/core/errors.js';
import { runCommand } from './support/childProcess.js';

const sample = ['--strategy', 'sample'];
const beam = ['--strategy', 'beam'];

test.each([
  [['--strategy', 'best'], '--strategy must be greedy, sample or beam, not "best".'],
  [['--mode', 'page'], 'mode must be line, block or free, not "page".'],
  [['--top', '0'], '--top must be a whole number of at least 1, not "0".'],
  [['--top', 'five'], '--top must be a whole number of at least 1, not "five".'],
  [['--max-tokens', '1.5'], '--max-tokens must be a whole number of at least 1, not "1.5".'],
  [['--drafters', 'oracle'], '--drafters must be none or a list of remains, workspace, lookup, model, not "oracle".'],
  [['--drafters', ''], '--drafters must be none or a list of remains, workspace, lookup, model, not "".'],
  [['--share', '1'], '--share must be a number from 0 to 0.99, not "1".'],
  [['--share', 'half'], '--share must be a number from 0 to 0.99, not "half".'],
  [[...sample, '--temperature=-1'], '--temperature must be a number of at least 0, not "-1".'],
  [[...sample, '--temperature', '9'], 'temperature must be a number from 0.01 to 5, not 9.'],
  [[...sample, '--top-k', '2.5'], '--top-k must be a whole number of at least 0, not "2.5".'],
  [[...sample, '--top-p', '2'], '--top-p must be a number from 0 to 1, not "2".'],
  [[...sample, '--top-p', '0'], 'topP must be a number from 0.001 to 1, not 0.'],
  [[...sample, '--min-p', '1.1'], '--min-p must be a number from 0 to 1, not "1.1".'],
  [[...sample, '--typical', '3'], '--typical must be a number from 0 to 1, not "3".'],
  [[...sample, '--repetition-penalty', '0'], 'repetition.penalty must be a number from 0.1 to 10, not 0.'],
  [[...sample, '--frequency-penalty', '20'], 'frequency.penalty must be a number from -10 to 10, not 20.'],
  [[...sample, '--no-repeat-ngram', '101'], 'noRepeatNgram.n must be a whole number from 1 to 100, not 101.'],
  [[...sample, '--samples', '0'], '--samples must be a whole number of at least 1, not "0".'],
  [[...sample, '--samples', '65'], 'samples must be a whole number from 1 to 64, not 65.'],
  [[...sample, '--seed', 'x'], '--seed must be a whole number of at least 0, not "x".'],
  [[...beam, '--width', '0'], '--width must be a whole number of at least 1, not "0".'],
  [[...beam, '--width', '65'], 'width must be a whole number from 1 to 64, not 65.'],
  [[...beam, '--length-penalty', '3'], 'lengthPenalty must be a number from 0 to 2, not 3.'],
])('%j: a sentence that names the option and its range', (options, message) => {
  const parse = (): unknown => parseCliOptions(['--batch', ...options]);
  expect(parse).toThrow(UserError);
  expect(parse).toThrow(message);
});

test('a bad option ends the command with that sentence alone and exit code 1', async () => {
  const strategy = await runCommand(['--batch', '--strategy', 'best']);
  expect(strategy).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: '--strategy must be greedy, sample or beam, not "best".\n',
  });
  const unknown = await runCommand(['--batch', '--beams', '3']);
  expect([unknown.code, unknown.stdout]).toEqual([1, '']);
  expect(unknown.stderr).toMatch(/^Unknown option '--beams'/);
  expect(unknown.stderr).toContain('--width N');
});
