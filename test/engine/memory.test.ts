import { afterAll, describe, expect, test } from 'vitest';
import { modelShape } from './support/embeddedModel.js';
import { engineOfTest, watchedEngine } from './support/engines.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, longDocument, snippets } from './support/snippets.js';

describe('many requests', () => {
  const typing = snippets.flatMap((snippet) => keyByKey(snippet));
  const long = longDocument();

  /** Keystrokes in changing files, and now and then a file that fills the context. */
  const requestOf = (i: number) =>
    requestAt(i % 50 === 0 ? long : typing[i % typing.length]!, { mode: 'free', strategy: sampled(i), maxTokens: 8 });

  function median(values: readonly number[]): number {
    return [...values].sort((a, b) => a - b)[values.length >> 1]!;
  }

  test('keep resident memory constant and stay within the context', async () => {
    const { engine } = engineOfTest();
    const residentMb: number[] = [];
    let longest = 0;
    for (let i = 0; i < 300; i++) {
      const { tokens, timings } = (await engine.complete(requestOf(i)))!;
      longest = Math.max(longest, timings.promptTokens + tokens.length);
      residentMb.push(process.memoryUsage.rss() / 1e6);
    }
    const [early, late] = [median(residentMb.slice(100, 150)), median(residentMb.slice(250))];
    expect(late - early, `from ${early.toFixed(0)} MB to ${late.toFixed(0)} MB`).toBeLessThan(20);
    expect(longest).toBeLessThanOrEqual(modelShape.contextLength);
    expect(longest).toBeGreaterThan(modelShape.contextLength / 2);
  });
});

describe('huge files', () => {
  const { engine } = watchedEngine();

  afterAll(() => engine.dispose());

  const line = 'export const value = compute(left, right) + 1; // one of many\n';
  const cursor = 'export const total = ‸;\n';

  test('are answered when they have 5 MB', async () => {
    const half = line.repeat(2_500_000 / line.length);
    const answer = (await engine.complete(requestAt(half + cursor + half, { path: 'src/many.ts' })))!;
    expect(answer.text.length).toBeGreaterThan(0);
    expect(answer.timings.promptTokens).toBeGreaterThan(100);
  });

  test.each([
    ['words', 'const a = [1, 2, 3]; '],
    ['one letter', 'a'],
    ['spaces', ' '],
    ['digits', '7'],
    ['brackets', '[]'],
    ['data', 'iVBORw0KGgoAAAANSUhEUgAA'],
  ])('are answered when a line has 200,000 characters: %s', async (_, piece) => {
    const half = piece.repeat(100_000 / piece.length);
    const answer = (await engine.complete(requestAt(`${half}‸${half}\n`)))!;
    expect(answer.stop).not.toBe('constraint');
    expect(answer.timings.promptTokens).toBeGreaterThan(100);
  });
});
