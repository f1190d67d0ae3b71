import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PrintedAnswer } from '../../../src/cli/completeText.js';
import { repository } from '../../engine/support/build.js';
import { extension, foreign, machine, native, pathThere } from './support/foreign.js';
import { copyCommand } from './support/staged.js';
import { places, type Place } from './support/places.js';

const here = join(repository, 'dist', 'complete.js');
const there = join(extension, 'dist', 'complete.js');
const { isExact, confidence, minEqualTexts } = machine.accuracy;

beforeAll(copyCommand);

const parse = (out: string): PrintedAnswer[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PrintedAnswer);

const figuresOf = ({ text, shownText, tokens }: PrintedAnswer): unknown => ({
  text,
  shownText,
  tokens: tokens.map((token) => [token.text, token.logprob, token.confidence]),
});

/** One request, with the line endings of Windows. */
const requestAt = ({ path, text }: Place, id: number): string => {
  const [prefix, suffix] = text.replaceAll('\n', '\r\n').split('‸');
  return JSON.stringify({ id, path, prefix, suffix });
};

describe(`lines completed on ${machine.target}`, () => {
  test('are those of linux-x64 in several languages', async () => {
    const input = `${places.map(requestAt).join('\n')}\n`;
    const args = ['--batch', '--threads', '1'];
    const [wanted, given] = [await native(here, args, input), await foreign(there, args, input)];
    expect(given.code, given.err).toBe(0);
    const [expected, answers] = [parse(wanted.out), parse(given.out)];
    expect(expected.filter(({ text }) => text !== '').length).toBeGreaterThanOrEqual(6);
    if (isExact) expect(answers.map(figuresOf)).toEqual(expected.map(figuresOf));
    const different = answers.flatMap((answer, at) =>
      answer.text === expected[at]!.text
        ? []
        : [`${JSON.stringify(answer.text)} not ${JSON.stringify(expected[at]!.text)}`],
    );
    const gaps = answers.map((answer, at) => Math.abs(answer.confidence - expected[at]!.confidence));
    const equal = answers.length - different.length;
    console.log(`${equal} of ${places.length} texts are equal, confidence differs by ${Math.max(...gaps)} at most`);
    expect(equal, different.join('\n')).toBeGreaterThanOrEqual(minEqualTexts === 'all' ? places.length : minEqualTexts);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(confidence);
  });

  /** A call that no model would guess: it has to come from the folder. */
  test('come from an indexed folder with non-ASCII names and CRLF', async () => {
    const folder = join(machine.dir, 'Arbeits platz');
    const files = {
      'src/закрыть год.ts':
        'export function close(register: Register): void {\n  register.publishQuarterlyLedger(accountBook, { strictRounding: true });\n}\n',
      'src/später 日本.ts': 'function later(register: Register) {\n  register.publishQ\n}\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text.replaceAll('\n', '\r\n'));
    }
    const args = ['--line', '2', '--column', '20', '--threads', '1', '--json', '--workspace', pathThere(folder)];
    const { code, out, err } = await foreign(there, ['--file', pathThere(join(folder, 'src/später 日本.ts')), ...args]);
    expect(code, err).toBe(0);
    expect(err).toContain('workspace: 2 files');
    expect(parse(out)[0]!.text).toBe('uarterlyLedger(accountBook, { strictRounding: true });');
  });

  test('are answered with a message when the folder is missing', async () => {
    const missing = pathThere(join(machine.dir, 'нет такой папки'));
    const { code, err } = await foreign(there, ['--batch', '--workspace', missing]);
    expect(code).toBe(1);
    expect(err).toContain(`The folder ${missing} cannot be read`);
  });
});
