import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MarkedWork } from '../../../../../src/editor/platform/crashMarks.js';
import { CrashGuard } from '../../../../../src/editor/platform/node/crashGuard.js';

/** A morning in 2026, and ten minutes of it. */
const nowMs = 1_780_000_000_000;
const tenMinutesMs = 10 * 60_000;

describe('CrashGuard', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inkling-guard-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const newGuard = (work: MarkedWork = 'loading', marks = folder): CrashGuard =>
    new CrashGuard(marks, work, () => nowMs);
  const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
  const leaveMark = (work: MarkedWork, pid: number, armedMs = nowMs): void =>
    writeFileSync(join(folder, `${work}-${pid}-${armedMs}`), '');

  it('knows of no crash where nothing was ever loaded', async () => {
    expect(await newGuard('loading', join(folder, 'missing')).takeCrash()).toBe(false);
  });

  it('knows of no crash after a load that ended', async () => {
    const guard = newGuard('loading', join(folder, 'storage', 'marks'));
    guard.arm();
    expect(readdirSync(join(folder, 'storage', 'marks')).length).toBe(1);
    guard.disarm();
    expect(readdirSync(join(folder, 'storage', 'marks'))).toEqual([]);
    expect(await guard.takeCrash()).toBe(false);
  });

  it('tells once of a process that ended while it loaded', async () => {
    leaveMark('loading', endedPid());
    expect(await newGuard('trying').takeCrash()).toBe(false);
    expect(await newGuard().takeCrash()).toBe(true);
    expect(await newGuard().takeCrash()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not count another window that is loading at this moment, and leaves it its mark', async () => {
    leaveMark('loading', process.ppid);
    expect(await newGuard().takeCrash()).toBe(false);
    const guard = newGuard();
    guard.arm();
    guard.disarm();
    expect(readdirSync(folder)).toEqual([`loading-${process.ppid}-${nowMs}`]);
  });

  it('does not count what it is loading itself', async () => {
    const guard = newGuard();
    guard.arm();
    expect(await guard.takeCrash()).toBe(false);
    guard.disarm();
  });

  it('tells of a crash although another process has the number now', async () => {
    leaveMark('loading', process.ppid, nowMs - tenMinutesMs - 1);
    leaveMark('trying', process.pid, nowMs - 1);
    expect(await newGuard().takeCrash()).toBe(true);
    expect(await newGuard('trying').takeCrash()).toBe(true);
  });

  it('ignores files that are no marks', async () => {
    for (const name of ['loading', 'loading-1', 'loading-x-1', '.DS_Store']) writeFileSync(join(folder, name), '');
    expect(await newGuard().takeCrash()).toBe(false);
    expect(readdirSync(folder).length).toBe(4);
  });

  it('leaves no marks when it is disposed, and marks no load that starts after that', () => {
    const guard = newGuard();
    guard.arm();
    guard.dispose();
    guard.arm();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('adds no listener that stays', () => {
    const listeners = (): number[] =>
      ['exit', 'SIGTERM', 'SIGHUP', 'SIGINT'].map((event) => process.listenerCount(event));
    const before = listeners();
    const guard = newGuard();
    for (let i = 0; i < 20; i++) {
      guard.arm();
      guard.arm();
      guard.disarm();
    }
    expect(listeners()).toEqual(before);
  });

  it('keeps no load from happening where nothing can be written', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const guard = newGuard('loading', join(folder, 'no-folder', 'marks'));
    guard.arm();
    guard.disarm();
    expect(await guard.takeCrash()).toBe(false);
    expect(existsSync(join(folder, 'no-folder'))).toBe(true);
  });
});
