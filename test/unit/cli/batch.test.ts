import { expect, test } from 'vitest';
import { runBatch } from '../../../src/cli/batch.js';
import { inputLines } from '../../../src/cli/inputLines.js';
import { parseCliOptions } from '../../../src/cli/options.js';
import type { TerminalEngine } from '../../../src/cli/terminalEngine.js';

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

test('answers a line with the error when the engine throws, and answers the other lines', async () => {
  // Acts as an engine with a bug: no input is known to make the real one throw.
  const engine = {
    complete: ({ prefix }: { prefix: string }) =>
      Promise.reject(prefix === 'b' ? new TypeError('x is not a function') : new RangeError(`no ${prefix}`)),
  } as unknown as TerminalEngine;
  const lines = ['a', 'b', 'c'].map((prefix, id) => JSON.stringify({ id, prefix, suffix: '' })).join('\n');
  const written: string[] = [];
  const bugs: unknown[] = [];
  const failures = await runBatch(engine, inputLines(chunksOf(lines, 5)), parseCliOptions(['--batch'])!, {
    write: (line) => Promise.resolve(written.push(line) > 0),
    onBug: (error) => bugs.push(error),
  });
  expect(failures).toBe(3);
  expect(bugs.length).toBe(3);
  expect(written.map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: 0, line: 1, error: 'no a' },
    { id: 1, line: 2, error: 'x is not a function' },
    { id: 2, line: 3, error: 'no c' },
  ]);
});

/** Is never asked. */
const noEngine: Pick<TerminalEngine, 'complete'> = { complete: () => Promise.reject(new Error('It was asked.')) };

test('leaves an id out of the answer when it is nested too deeply to be written', async () => {
  const deep = '['.repeat(1e5) + ']'.repeat(1e5);
  const written: string[] = [];
  const input = inputLines(chunksOf(`{"id": ${deep}}\n${deep}\n{"prefix": ${deep}}\n`, 1 << 16));
  await runBatch(noEngine as TerminalEngine, input, parseCliOptions(['--batch'])!, {
    write: (line) => Promise.resolve(written.push(line) > 0),
    onBug: () => undefined,
  });
  expect(written).toEqual([
    '{"line":1,"error":"prefix is missing."}',
    '{"line":2,"error":"A request must be an object, not […."}',
    '{"line":3,"error":"prefix must be a string, not […."}',
  ]);
});

test.each([1, 2, 3, 7, 1000])('reads the same lines in chunks of %i bytes', async (size) => {
  const texts: string[] = [];
  for await (const { text, problem } of inputLines(chunksOf('a\n\né\u2028ü\r\n😀\n\nlast', size))) {
    expect(problem).toBeUndefined();
    texts.push(text);
  }
  expect(texts).toEqual(['a', '', 'é\u2028ü\r', '😀', '', 'last']);
});
