import { expect, test } from 'vitest';
import { Speed } from '../../../src/models/speed.js';

function clocked() {
  let nowMs = 0;
  const speed = new Speed(() => nowMs);
  return { speed, at: (ms: number) => (nowMs = ms) };
}

test('measures the speed of the last five seconds', () => {
  const { speed, at } = clocked();
  expect(speed.bytesPerSecond).toBe(0);
  speed.add(1000);
  expect(speed.bytesPerSecond).toBe(0);
  at(1000);
  speed.add(1000);
  expect(speed.bytesPerSecond).toBe(2000);
  at(4000);
  expect(speed.bytesPerSecond).toBe(500);
  at(5500);
  expect(speed.bytesPerSecond).toBe(1000 / 4.5);
  at(20_000);
  expect(speed.bytesPerSecond).toBe(0);
});
