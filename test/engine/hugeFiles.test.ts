import { afterAll, expect, test } from 'vitest';
import { watchedEngine } from './support/engines.js';
import { requestAt } from './support/requests.js';

const { engine } = watchedEngine();

afterAll(() => engine.dispose());

const line = 'export const value = compute(left, right) + 1; // one of many\n';
const cursor = 'export const total = ‸;\n';

test('a file of 5 MB is answered', async () => {
  const half = line.repeat(2_500_000 / line.length);
  const answer = (await engine.complete(requestAt(half + cursor + half, { path: 'src/many.ts' })))!;
  expect(answer.text.length).toBeGreaterThan(0);
  expect(answer.timings.promptTokens).toBeGreaterThan(100);
});

test.each([
  ['words', 'const a = [1, 2, 3]; '],
  ['one letter', 'a'],
  ['blanks', ' '],
  ['digits', '7'],
  ['brackets', '[]'],
  ['data', 'iVBORw0KGgoAAAANSUhEUgAA'],
])('a line of 200,000 characters is answered: %s', async (_, piece) => {
  const half = piece.repeat(100_000 / piece.length);
  const answer = (await engine.complete(requestAt(`${half}‸${half}\n`)))!;
  expect(answer.stop).not.toBe('constraint');
  expect(answer.timings.promptTokens).toBeGreaterThan(100);
});
