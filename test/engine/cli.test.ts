import { expect, test } from 'vitest';
import { runCommand } from './support/childProcess.js';
import { answerByCommand, optionsFor } from './support/command.js';
import { places, requestFor } from './support/places.js';

const place = (): string[] => optionsFor(requestFor(places[1]!));

test('prints the text, and on request what else might have come at each token', async () => {
  const { code, stdout, stderr } = await runCommand([...place(), '--top', '5']);
  const { text, tokens } = await answerByCommand([...place(), '--drafters', 'none', '--top', '5']);
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
  const { code, stdout, stderr } = await runCommand([...place(), '--draft-model', '/no/such/model']);
  const { text } = await answerByCommand([...place(), '--drafters', 'none']);
  expect([code, stdout]).toEqual([0, `${text}\n`]);
  expect(stderr).toMatch(/^The model folder \/no\/such\/model cannot be read\. .*"inkling\.draftModel\.folder".*\n/);
});
