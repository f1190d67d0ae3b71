import { spawn } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PrintedAnswer } from '../../src/cli/completeText.js';
import { buildCommand, buildWorker, repository } from './support/build.js';
import { answersToInput, answersToLines } from './support/command.js';
import { modelFolder } from './support/engines.js';
import { places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';

const { prefix, suffix, path } = requestFor(places[1]!);
const line = { path, languageId: 'typescript', prefix, suffix };
const beam = { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false };

const containing = (text: string): unknown => expect.stringContaining(text);

test('answers each line by its own strategy, or with its error', async () => {
  const lines = [
    { ...line, id: 'greedy' },
    { ...line, id: 'beam of 1', strategy: { ...beam, width: 1 } },
    { ...line, id: 'beam of 3', strategy: beam },
    { ...line, id: 'sample', strategy: sampled(7) },
    { ...line, id: 'three samples', strategy: { ...sampled(7), samples: 3 } },
    { ...line, id: 'the same sample', strategy: sampled(7) },
    { ...line, id: 'no such strategy', strategy: { kind: 'best' } },
    { ...line, id: 'no width', strategy: { ...beam, width: 0 } },
    { ...line, id: 'no such filter', strategy: { ...sampled(7), filters: [{ kind: 'coin' }] } },
    { ...line, id: 'too hot', strategy: { ...sampled(7), filters: [{ kind: 'temperature', value: 9 }] } },
    { ...line, id: 'no such mode', mode: 'page' },
    { id: 'no suffix', prefix },
    'no JSON',
    { ...line, id: 'greedy again', strategy: { kind: 'greedy' } },
  ];
  const { code, answers } = await answersToLines(lines);
  expect(code).toBe(1);
  const [greedy, one, three, sample, samples, sampleAgain, ...rest] = answers as PrintedAnswer[];
  const last = rest.pop()!;
  expect(greedy).toMatchObject({ id: 'greedy' });
  expect(greedy!.text.length).toBeGreaterThan(0);
  expect([one!.text, last.text]).toEqual([greedy!.text, greedy!.text]);
  expect(three!.others.length).toBe(2);
  expect(sampleAgain).toMatchObject({ text: sample!.text, score: sample!.score });
  expect([samples!, ...samples!.others].map(({ text }) => text)).toContain(sample!.text);
  expect(rest).toEqual([
    { id: 'no such strategy', line: 7, error: containing('kind must be greedy, sample or beam') },
    { id: 'no width', line: 8, error: 'width must be a whole number from 1 to 64, not 0.' },
    { id: 'no such filter', line: 9, error: containing('Unknown filter {"kind":"coin"}') },
    { id: 'too hot', line: 10, error: 'temperature must be a number from 0.01 to 5, not 9.' },
    { id: 'no such mode', line: 11, error: 'mode must be line, block, construct, free, not "page".' },
    { id: 'no suffix', line: 12, error: 'suffix is missing.' },
    { line: 13, error: 'It is not valid JSON.' },
  ]);
});

/** Lines that are no request, and the answer to each besides its number. */
const malformed: readonly (readonly [name: string, line: unknown, answer: object])[] = [
  ['an empty line', '', { error: 'The line is empty.' }],
  ['whitespace', ' \t ', { error: 'The line is empty.' }],
  ['half an object', '{"id": 1, "prefix": "a"', { error: 'It is not valid JSON.' }],
  ['null', 'null', { error: 'A request must be an object, not null.' }],
  ['a list', [line], { error: containing('A request must be an object, not [{') }],
  ['a number', '7', { error: 'A request must be an object, not 7.' }],
  ['no prefix', { id: 1, suffix }, { id: 1, error: 'prefix is missing.' }],
  ['a prefix of another type', { ...line, id: [1], prefix: 5 }, { id: [1], error: 'prefix must be a string, not 5.' }],
  ['a suffix of null', { ...line, id: null, suffix: null }, { id: null, error: 'suffix must be a string, not null.' }],
  ['a path of another type', { ...line, id: '', path: {} }, { id: '', error: 'path must be a string, not {}.' }],
  ['a language of another type', { ...line, id: 0, languageId: 1 }, { id: 0, error: 'languageId must be a string, not 1.' }], // prettier-ignore
  ['a mode of another type', { ...line, id: 'm', mode: ['line'] }, { id: 'm', error: 'mode must be line, block, construct, free, not ["line"].' }], // prettier-ignore
  ['a strategy of another type', { ...line, id: 's', strategy: 'beam' }, { id: 's', error: containing('strategy must be an object') }], // prettier-ignore
  ['a workspace of another type', { ...line, id: 'w', workspace: true }, { id: 'w', error: 'workspace must be a string, not true.' }], // prettier-ignore
  ['a workspace that is none', { ...line, id: 'n', workspace: '/no/such/folder' }, { id: 'n', error: containing('The folder /no/such/folder cannot be read') }], // prettier-ignore
];

test('answers a malformed line with its error and does not affect its neighbours', async () => {
  const { code, answers } = await answersToLines(malformed.flatMap(([, bad]) => [bad, { ...line, id: 'good' }]));
  expect(code).toBe(1);
  expect(answers).toEqual(
    malformed.flatMap(([, , answer], i) => [
      { ...answer, line: 2 * i + 1 },
      expect.objectContaining({ id: 'good', replaces: 0 }) as unknown,
    ]),
  );
});

test('answers with an error when a line is no UTF-8 or too long, and reads a last line without newline', async () => {
  const good = JSON.stringify({ ...line, id: 'good' });
  const broken = Buffer.from(JSON.stringify({ ...line, id: 'broken', prefix: 'a\u00e9' }), 'latin1');
  const long = Buffer.from(JSON.stringify({ ...line, id: 'long', prefix: 'a'.repeat(17 * 1024 * 1024) }));
  const parts = [broken, Buffer.from(good), long, Buffer.from(good)];
  const { code, answers } = await answersToInput(
    Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from('\n'), part]))),
  );
  expect(code).toBe(1);
  const answered = expect.objectContaining({ id: 'good', replaces: 0 }) as unknown;
  expect(answers).toEqual([
    { id: 'broken', line: 1, error: 'The line is not valid UTF-8.' },
    answered,
    { line: 3, error: 'The line is longer than 16 MiB.' },
    answered,
  ]);
});

test('completes from the window around the cursor when the document has megabytes', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `export const value${i} = ${i};\n`).join('');
  const { answers } = await answersToLines([
    { id: 'large', path, prefix: `${lines}${prefix}`, suffix: `${suffix}\n${lines}` },
    { id: 'separators', path, prefix: `// a\u2028b\u2029c\r\n${prefix}`, suffix },
  ]);
  expect(answers).toEqual([
    expect.objectContaining({ id: 'large', replaces: 0 }),
    expect.objectContaining({ id: 'separators', replaces: 0 }),
  ]);
});

test('answers each line in order when thousands are malformed', async () => {
  const request = fc.record(
    {
      id: fc.jsonValue(),
      prefix: fc.oneof(fc.string(), fc.jsonValue()),
      suffix: fc.constantFrom(null, 1, [], {}),
      path: fc.jsonValue(),
      mode: fc.jsonValue(),
      strategy: fc.jsonValue(),
      ['__proto__']: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    request.map((value) => JSON.stringify(value)),
    request.map((value) => JSON.stringify(value).slice(0, -1)),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string(),
    fc.constantFrom('', '[', '"', '\uFEFF', '{}', '[[[[', '{"id":', 'null', '\u0000', '\r', '['.repeat(100_000)),
  );
  const bytes = fc.oneof(
    { weight: 4, arbitrary: text.map((value) => Buffer.from(value)) },
    fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value)),
  );
  const lines = fc
    .sample(bytes, { numRuns: 2000, seed: 7 })
    .map((value) => Buffer.from(value.map((byte) => (byte === 0x0a ? 0x20 : byte))));
  const { code, answers } = await answersToInput(Buffer.concat(lines.flatMap((value) => [value, Buffer.from('\n')])));
  expect(code).toBe(1);
  expect(answers.map((answer) => (answer as { line: number }).line)).toEqual(lines.map((_, i) => i + 1));
  const ids = lines.map((value) => {
    try {
      const parsed = JSON.parse(value.toString().replace(/^\uFEFF/, '')) as object | null;
      return Object.hasOwn(parsed ?? {}, 'id') ? (parsed as { id: unknown }).id : undefined;
    } catch {
      return undefined;
    }
  });
  expect(answers.map((answer) => (answer as { id: unknown }).id)).toEqual(ids);
});

test('uses the language id when the file name does not tell the language', async () => {
  const query = { prefix: '-- all beds\nSELECT label FROM beds WHERE ', suffix: '\n', mode: 'line' };
  const { code, answers } = await answersToLines([
    { ...query, languageId: 'sql' },
    { ...query, path: 'untitled.sql' },
    { ...query },
    { ...query, path: 'query', languageId: 'sql' },
    { ...query, path: 'query.sql' },
    { ...query, path: 'query.sql', languageId: 'sql' },
    { ...query, path: 'query.sql', languageId: 'no such language' },
  ]);
  expect(code).toBe(0);
  const facts = (answers as PrintedAnswer[]).map(({ text, score, confidence }) => ({ text, score, confidence }));
  const [byId, byPath, neither, named, own, both, unknown] = facts;
  expect(byId).toEqual(byPath);
  expect(byId).not.toEqual(neither);
  expect([named, both, unknown]).toEqual([own, own, own]);
});

test('uses the defaults of the flags when a strategy has only a kind', async () => {
  const { code, answers } = await answersToLines([
    { ...line, strategy: { kind: 'sample' } },
    { ...line, strategy: { kind: 'beam' } },
  ]);
  expect(code).toBe(0);
  for (const [i, kind] of ['sample', 'beam'].entries()) {
    const byFlag = (await answersToLines([line], ['--strategy', kind])).answers as PrintedAnswer[];
    const { text, score, others } = answers[i] as PrintedAnswer;
    expect({ text, score, others }).toEqual({
      text: byFlag[0]!.text,
      score: byFlag[0]!.score,
      others: byFlag[0]!.others,
    });
  }
});

test('ends without an error when the reader of its answers is gone', async () => {
  buildWorker();
  const child = spawn(process.execPath, [buildCommand(), '--model', modelFolder, '--batch'], { cwd: repository });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  // The input may outlive its reader, too.
  child.stdin.on('error', () => undefined);
  child.stdout.once('data', () => child.stdout.destroy());
  const code = new Promise((resolve) => child.on('close', resolve));
  child.stdin.end(`${JSON.stringify(line)}\n`.repeat(200));
  expect(await code).toBe(0);
  expect(stderr).toBe('');
});
