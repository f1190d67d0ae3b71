import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './support/childProcess.js';
import { answerByCommand, optionsFor } from './support/command.js';
import { places, requestFor } from './support/places.js';
import { requestAt } from './support/requests.js';
import { folderOfTest } from './support/toyModel.js';

/** In a folder of its own each time, whose name the model reads. */
const place = (): string[] => optionsFor(requestFor(places[1]!));

test('prints the text, and on request what else might have come at each token', async () => {
  const at = place();
  const { code, stdout, stderr } = await runCommand([...at, '--top', '5']);
  const { text, tokens } = await answerByCommand([...at, '--drafters', 'none', '--top', '5']);
  expect([code, stdout]).toEqual([0, `${text}\n`]);
  const count = (line: RegExp): number => stderr.split('\n').filter((each) => line.test(each)).length;
  expect(count(/^ {2}".*" [\d.]+ %.*; entropy \d+\.\d\d nats, 0\.00 after the filters$/)).toBe(tokens.length);
  expect(count(/^ {6} *[\d.]+ % {2}(".*"|\(end\))( {2}\(filtered out\))?$/)).toBe(
    tokens.reduce((sum, { alternatives }) => sum + alternatives!.length, 0),
  );
  // Few tokens can spell a healed piece; after that there are always five.
  expect(tokens.slice(1).map(({ alternatives }) => alternatives!.length)).toEqual(tokens.slice(1).map(() => 5));
  expect(count(/^probability [\d.]+ %, confidence 0\.\d\d \((not )?shown.*stop: newline/)).toBe(1);
});

test('beams: the best text, and the others with their scores', async () => {
  const { code, stdout, stderr } = await runCommand([...place(), '--strategy', 'beam', '--width', '3']);
  const others = [...stderr.matchAll(/^also \((-\d+\.\d{3})\): (.+)$/gm)].map(([, score, text]) => ({ score, text }));
  expect([code, others.length]).toEqual([0, 2]);
  expect(Number(others[0]!.score)).toBeGreaterThanOrEqual(Number(others[1]!.score));
  expect(new Set([stdout.trimEnd(), ...others.map(({ text }) => text)]).size).toBe(3);
});

test('samples: different texts, the likeliest first, and nothing drafted without drafters', async () => {
  const options = [...place(), '--strategy', 'sample', '--samples', '3', '--seed', '7', '--drafters', 'none'];
  const { text, score, others, drafts } = await answerByCommand(options);
  expect(others.length).toBeGreaterThan(0);
  expect(new Set([text, ...others.map((other) => other.text)]).size).toBe(others.length + 1);
  const scores = [score, ...others.map((other) => other.score)];
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(drafts).toEqual({});
});

test('a draft model that cannot be used is a sentence, and the text comes without it', async () => {
  const at = place();
  const { code, stdout, stderr } = await runCommand([...at, '--draft-model', '/no/such/model']);
  const { text } = await answerByCommand([...at, '--drafters', 'none']);
  expect([code, stdout]).toEqual([0, `${text}\n`]);
  expect(stderr).toMatch(/^\/no\/such\/model cannot be read: .*"inkling\.draftModel\.folder".*\n/);
});

test('a workspace: its files have a say, those that others wrote or a build made do not', async () => {
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
  expect(stderr).toMatch(/workspace [\d.]+ %, 3 places, the longest match of \d+ tokens in src\/close\.ts\n/);
  expect(stderr).not.toContain('read with');
  const read = await runCommand([...at, '--workspace', folder, '--snippets']);
  expect([read.code, read.stdout]).toEqual([0, stdout]);
  expect(read.stderr).toContain('\nread with lines of src/close.ts\n');
  expect(await runCommand([...at, '--workspace', join(folder, 'nowhere')])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The folder .*nowhere cannot be read: ENOENT/) as string }); // prettier-ignore
});
