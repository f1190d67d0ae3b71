import { expect, test } from 'vitest';
import { PendingChanges } from '../../../../src/editor/workspace/pendingChanges.js';

/** Settles the changes with a handler that fails for those that contain `bad`; returns the handled ones. */
async function settled(pending: PendingChanges<string>) {
  const handled: string[] = [];
  const end = await pending
    .settle((changes, onFailed) => {
      for (const [key, change] of changes) {
        handled.push(change);
        if (change.includes('bad')) onFailed(key, new Error(change));
      }
      return Promise.resolve();
    })
    .then(() => 'done', String);
  return { handled, end };
}

function pendingOf(...changes: readonly [key: string, change: string][]): PendingChanges<string> {
  const pending = new PendingChanges<string>();
  for (const [key, change] of changes) pending.set(key, change);
  return pending;
}

test('a change that fails keeps no other back, and is tried again', async () => {
  const pending = pendingOf(['a', 'bad a'], ['b', 'b'], ['c', 'bad c'], ['d', 'd']);
  expect(await settled(pending)).toEqual({ handled: ['bad a', 'b', 'bad c', 'd'], end: 'Error: bad a' });
  expect(await settled(pending)).toEqual({ handled: ['bad a', 'bad c'], end: 'Error: bad a' });
});

test('a change that fails every time is dropped', async () => {
  const pending = pendingOf(['a', 'bad a']);
  for (let tried = 0; tried < 3; tried++) await settled(pending);
  expect(await settled(pending)).toEqual({ handled: [], end: 'done' });
});

test('a newer change takes the place of one that failed', async () => {
  const pending = pendingOf(['a', 'bad a']);
  await settled(pending);
  pending.set('a', 'better a');
  expect(await settled(pending)).toEqual({ handled: ['better a'], end: 'done' });
});

test('a change that comes while its older one is handed over is not lost', async () => {
  const pending = pendingOf(['a', 'old']);
  await pending.settle(() => Promise.resolve(pending.set('a', 'new')));
  expect(await settled(pending)).toEqual({ handled: ['new'], end: 'done' });
});

test('all changes wait for the next call when handing them over fails as a whole', async () => {
  const pending = pendingOf(['a', 'a'], ['b', 'b']);
  await expect(pending.settle(() => Promise.reject(new Error('no model')))).rejects.toThrow('no model');
  expect(await settled(pending)).toEqual({ handled: ['a', 'b'], end: 'done' });
});
