import { expect, test } from 'vitest';
import { engineOfTest } from './support/engines.js';
import { modelShape } from './support/embeddedModel.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, longDocument, snippets } from './support/snippets.js';

const typing = snippets.flatMap((snippet) => keyByKey(snippet));
const long = longDocument();

/** Keystrokes in changing files, and now and then a file that fills the context. */
const requestOf = (i: number) =>
  requestAt(i % 50 === 0 ? long : typing[i % typing.length]!, { mode: 'free', strategy: sampled(i), maxTokens: 8 });

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

test('300 requests leave the resident memory where it was, and never go beyond the context', async () => {
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
