import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type * as fs from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';

/** The start times that the system gives, one after the other; the real file if there are none. */
const starts: string[] = [];

// A double, since only an emulator gives a process several start times.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const readFile = (...args: Parameters<typeof real.readFile>): ReturnType<typeof real.readFile> => {
    const start = starts.shift();
    if (start === undefined) return real.readFile(...args);
    return Promise.resolve(`1 (node) ${Array.from({ length: 19 }, () => 'x').join(' ')} ${start} 0`);
  };
  return { ...real, readFile };
});

const { ownIdentity, processState } = await import('../../../src/files/processIdentity.js');

describe('a process', () => {
  test('is itself when the system gives it another start time later', async () => {
    starts.push('100', '101', '102');
    const identity = await ownIdentity();
    expect(identity).toEqual({ pid: process.pid, start: '100' });
    expect(await processState(identity)).toBe('running');
    expect(await ownIdentity()).toEqual(identity);
    starts.length = 0;
  });

  test('has ended when another one has its id', async () => {
    expect(await processState({ pid: process.pid, start: '99' })).toBe('ended');
  });

  test('has ended when no other has its id', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(await processState({ pid: child.pid!, start: '100' })).toBe('ended');
  });
});
