import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCliOptions } from '../../src/cli/options.js';
import { UserError } from '../../src/core/errors.js';
import { runCommand } from './support/childProcess.js';
import { answerByCommand, optionsFor } from './support/command.js';
import { places, requestFor } from './support/places.js';
import { requestAt } from './support/requests.js';
import { folderOfTest } from './support/toyModel.js';

/** In a new folder each time, whose name the model reads. */
const place = (): string[] => optionsFor(requestFor(places[1]!));

test('prints the text, and the alternatives of each token when --top is set', async () => {
  const at = place();
  const { code, stdout, stderr } = await runCommand([...at, '--top', '5']);
  const { text, tokens } = await answerByCommand([...at, '--drafters', 'none', '--top', '5']);
  expect([code, stdout]).toEqual([0, `${text}\n`]);
  const count = (line: RegExp): number => stderr.split('\n').filter((each) => line.test(each)).length;
  expect(count(/^ {2}".*" [\d.]+%.*; entropy \d+\.\d\d nats, 0\.00 after the filters$/)).toBe(tokens.length);
  expect(count(/^ {6} *(< )?[\d.]+% {2}(".*"|\(end\))( {2}\(filtered out\))?$/)).toBe(
    tokens.reduce((sum, { alternatives }) => sum + alternatives!.length, 0),
  );
  // Few tokens can spell a healed piece; after that there are always five.
  expect(tokens.slice(1).map(({ alternatives }) => alternatives!.length)).toEqual(tokens.slice(1).map(() => 5));
  expect(count(/^probability [\d.]+%, confidence 0\.\d\d \((not )?shown.*stop: newline/)).toBe(1);
});

test('prints the best text and the others with their scores when the strategy is beam', async () => {
  const { code, stdout, stderr } = await runCommand([...place(), '--strategy', 'beam', '--beam-width', '3']);
  const others = [...stderr.matchAll(/^also \((-\d+\.\d{3})\): (.+)$/gm)].map(([, score, text]) => ({ score, text }));
  expect([code, others.length]).toEqual([0, 2]);
  expect(Number(others[0]!.score)).toBeGreaterThanOrEqual(Number(others[1]!.score));
  expect(new Set([stdout.trimEnd(), ...others.map(({ text }) => text)]).size).toBe(3);
});

test('prints different texts by falling score when several samples are requested', async () => {
  const options = [...place(), '--strategy', 'sample', '--samples', '3', '--seed', '7', '--drafters', 'none'];
  const { text, score, others, drafts } = await answerByCommand(options);
  expect(others.length).toBeGreaterThan(0);
  expect(new Set([text, ...others.map((other) => other.text)]).size).toBe(others.length + 1);
  const scores = [score, ...others.map((other) => other.score)];
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(drafts).toEqual({});
});

test('prints one sentence and the text without drafts when the draft model cannot be used', async () => {
  const at = place();
  const { code, stdout, stderr } = await runCommand([...at, '--draft-model', '/no/such/model']);
  const { text } = await answerByCommand([...at, '--drafters', 'none']);
  expect([code, stdout]).toEqual([0, `${text}\n`]);
  expect(stderr).toMatch(/^\/no\/such\/model cannot be read: .*"inkling\.draftModel\.folder".*\n/);
});

test('suggests from the files of a workspace but not from dependencies when --workspace is set', async () => {
  const folder = folderOfTest();
  const call = (archive: string): string => `  register.publishQuarterlyLedger(accountBook, "${archive}");\n`;
  for (const [name, archive] of [
    ['src', 'vault-7'],
    ['node_modules', 'other'],
    ['.git', 'other'],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'close.ts'), `function close() {\n${call(archive).repeat(3)}}\n`);
  }
  writeFileSync(join(folder, 'src', 'image.ts'), 'a\0b');
  const at = optionsFor(requestAt('function later() {\n  register.publishQ‸\n}\n'), 'later.ts');
  const { code, stdout, stderr } = await runCommand([...at, '--workspace', folder, '--top', '1']);
  expect([code, stdout]).toEqual([0, 'uarterlyLedger(accountBook, "vault-7");\n']);
  expect(stderr).toMatch(/^workspace: 1 files, \d+ tokens, 0\.0 MB\n/);
  expect(stderr).toMatch(/workspace [\d.]+%, 3 places, the longest match of \d+ tokens in src\/close\.ts\n/);
  expect(stderr).not.toContain('read with');
  const read = await runCommand([...at, '--workspace', folder, '--snippets']);
  expect([read.code, read.stdout]).toEqual([0, stdout]);
  expect(read.stderr).toContain('\nread with lines of src/close.ts\n');
  expect(await runCommand([...at, '--workspace', join(folder, 'nowhere')])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The folder .*nowhere cannot be read: ENOENT/) as string }); // prettier-ignore
});

describe('options', () => {
  const sample = ['--strategy', 'sample'];
  const beam = ['--strategy', 'beam'];

  test.each([
    [['--strategy', 'best'], '--strategy must be greedy, sample or beam, not "best".'],
    [['--mode', 'page'], 'mode must be line, block, construct, free, not "page".'],
    [['--top', '0'], '--top must be a whole number of at least 1, not "0".'],
    [['--top', 'five'], '--top must be a whole number of at least 1, not "five".'],
    [['--max-tokens', '1.5'], '--max-tokens must be a whole number from 1 to 512, not "1.5".'],
    [
      ['--drafters', 'oracle'],
      '--drafters must be none or a list of previousSuggestion, workspace, lookup, model, not "oracle".',
    ],
    [['--drafters', ''], '--drafters must be none or a list of previousSuggestion, workspace, lookup, model, not "".'],
    [['--share', '1'], '--share must be a number from 0 to 0.99, not "1".'],
    [['--share', 'half'], '--share must be a number from 0 to 0.99, not "half".'],
    [[...sample, '--temperature=-1'], '--temperature must be a number from 0 to 5, not "-1".'],
    [[...sample, '--temperature', '9'], '--temperature must be a number from 0 to 5, not "9".'],
    [[...sample, '--top-k', '2.5'], '--top-k must be a whole number from 0 to 1000000, not "2.5".'],
    [[...sample, '--top-p', '2'], '--top-p must be a number from 0.001 to 1, not "2".'],
    [[...sample, '--top-p', '0'], '--top-p must be a number from 0.001 to 1, not "0".'],
    [[...sample, '--min-p', '1.1'], '--min-p must be a number from 0 to 1, not "1.1".'],
    [[...sample, '--typical-p', '3'], '--typical-p must be a number from 0.001 to 1, not "3".'],
    [[...sample, '--repetition-penalty', '0'], '--repetition-penalty must be a number from 0.1 to 10, not "0".'],
    [[...sample, '--frequency-penalty', '20'], '--frequency-penalty must be a number from -10 to 10, not "20".'],
    [[...sample, '--no-repeat-ngram', '101'], '--no-repeat-ngram must be a whole number from 0 to 100, not "101".'],
    [[...sample, '--samples', '0'], '--samples must be a whole number from 1 to 64, not "0".'],
    [[...sample, '--samples', '65'], '--samples must be a whole number from 1 to 64, not "65".'],
    [[...sample, '--seed', 'x'], '--seed must be a whole number from -9007199254740991 to 9007199254740991, not "x".'],
    [[...beam, '--beam-width', '0'], '--beam-width must be a whole number from 1 to 64, not "0".'],
    [[...beam, '--beam-width', '65'], '--beam-width must be a whole number from 1 to 64, not "65".'],
    [[...beam, '--length-penalty', '3'], '--length-penalty must be a number from 0 to 2, not "3".'],
  ])('names the option and its range when it is wrong: %j', (options, message) => {
    const parse = (): unknown => parseCliOptions(['--batch', ...options]);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(message);
  });

  test('prints only that sentence and exits with code 1 when an option is wrong', async () => {
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
    expect(unknown.stderr).toContain('--beam-width N');
  });
});
