import { expect, test } from 'vitest';
import { MinSpeed } from '../../../src/models/minSpeed.js';

test('reports a speed as too low once a whole window had too few bytes', () => {
  let nowMs = 500;
  const speed = new MinSpeed({ minBytesPerSecond: 100, windowMs: 1000 }, () => nowMs);
  const addAt = (ms: number, bytes: number): boolean => {
    nowMs = ms;
    return speed.add(bytes);
  };
  expect(addAt(600, 1)).toBe(true);
  expect(addAt(1500, 99)).toBe(true);
  expect(addAt(2499, 1)).toBe(true);
  expect(addAt(2500, 98)).toBe(false);
});

test('applies the minimum to the whole of a long silence', () => {
  let nowMs = 0;
  const speed = new MinSpeed({ minBytesPerSecond: 100, windowMs: 1000 }, () => nowMs);
  nowMs = 10_000;
  expect(speed.add(999)).toBe(false);
});
