import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleWork } from '../../../src/engine/workspace/idleWork.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Work of so many steps that take half a millisecond each, and when each of them was done. */
function work(steps: number) {
  const doneAtMs: number[] = [];
  let nowMs = 0;
  const startMs = Date.now();
  const idle = new IdleWork(
    () => {
      nowMs += 0.5;
      doneAtMs.push(Date.now() - startMs);
      return doneAtMs.length < steps;
    },
    () => nowMs,
    (error) => {
      throw error;
    },
    { sliceMs: 4, pauseMs: 8 },
  );
  return { idle, doneAtMs };
}

test('runs slices with pauses between them until no work is left', () => {
  const { idle, doneAtMs } = work(20);
  idle.wake();
  expect(doneAtMs).toEqual([]);
  vi.runAllTimers();
  expect(doneAtMs).toEqual([...Array<number>(8).fill(8), ...Array<number>(8).fill(16), ...Array<number>(4).fill(24)]);
});

test('pauses while something else is under way, and continues after it', async () => {
  const { idle, doneAtMs } = work(100);
  idle.wake();
  vi.advanceTimersByTime(8);
  expect(doneAtMs.length).toBe(8);
  let end = (): void => undefined;
  const held = idle.hold(() => new Promise<void>((resolve) => (end = resolve)));
  idle.wake();
  vi.advanceTimersByTime(1000);
  expect(doneAtMs.length).toBe(8);
  end();
  await held;
  vi.advanceTimersByTime(8);
  expect(doneAtMs.length).toBe(16);
});

test('makes no pauses while a call waits for it', () => {
  const { idle, doneAtMs } = work(100);
  const calm = idle.hurry();
  vi.advanceTimersByTime(2);
  expect(doneAtMs.length).toBeGreaterThan(8);
  calm();
  vi.runAllTimers();
  expect(doneAtMs.length).toBe(100);
});

test('does nothing once it is disposed', () => {
  const { idle, doneAtMs } = work(100);
  idle.wake();
  idle.dispose();
  idle.wake();
  vi.runAllTimers();
  expect(doneAtMs).toEqual([]);
});

test('throws nothing out of its timer when a step fails, and continues with the next one', () => {
  const told: string[] = [];
  let steps = 0;
  const idle = new IdleWork(
    () => {
      steps++;
      if (steps % 2 === 1) throw new Error(`step ${steps}`);
      return steps < 4;
    },
    () => 0,
    (error) => told.push(String(error)),
  );
  idle.wake();
  expect(() => vi.runAllTimers()).not.toThrow();
  expect({ told, steps }).toEqual({ told: ['Error: step 1', 'Error: step 3'], steps: 4 });
});
