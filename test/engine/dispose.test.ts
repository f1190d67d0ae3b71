import { expect, test } from 'vitest';
import { engineOfTest } from './support/engines.js';
import { requestAt } from './support/requests.js';

const request = requestAt('const a = ‸\n');

test('a disposed engine answers nothing and starts no thread', async () => {
  const { engine, states } = engineOfTest();
  await engine.dispose();
  expect(await engine.complete(request)).toBeUndefined();
  for (const start of [() => engine.ready(), () => engine.reload(), () => engine.restart()]) {
    await expect(start()).rejects.toThrow('disposed');
  }
  expect(states).toEqual([]);
});

test('whoever disposes second also waits for the end of the thread', async () => {
  const { engine } = engineOfTest();
  await engine.ready();
  const first = engine.dispose();
  expect(engine.state.kind).toBe('ready');
  await engine.dispose();
  expect(engine.state.kind).toBe('idle');
  await first;
});

test('disposing during a restart waits for the old thread and starts no other', async () => {
  const { engine, states } = engineOfTest();
  await engine.ready();
  const restarted = engine.restart();
  await engine.dispose();
  await expect(restarted).rejects.toThrow('disposed');
  expect(states.map(({ kind }) => kind).slice(-2)).toEqual(['ready', 'idle']);
});
