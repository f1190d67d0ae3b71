import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CrashGuard } from '../../../src/editor/crashGuard.js';

describe('CrashGuard', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inkling-guard-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (): string => join(folder, 'storage', 'loading');
  const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

  it('knows of no crash where nothing was ever loaded', async () => {
    expect(await new CrashGuard(file()).hasCrashed()).toBe(false);
  });

  it('knows of no crash after a load that ended', async () => {
    const guard = new CrashGuard(file());
    await guard.arm();
    await guard.disarm();
    expect(await new CrashGuard(file()).hasCrashed()).toBe(false);
    expect(readdirSync(join(folder, 'storage'))).toEqual([]);
  });

  it('tells of a process that ended while it loaded', async () => {
    const guard = new CrashGuard(join(folder, 'loading'));
    writeFileSync(join(folder, 'loading'), String(endedPid()));
    expect(await guard.hasCrashed()).toBe(true);
  });

  it('does not count another window that is loading at this moment', async () => {
    writeFileSync(join(folder, 'loading'), String(process.ppid));
    expect(await new CrashGuard(join(folder, 'loading')).hasCrashed()).toBe(false);
  });

  it('keeps no load from happening where nothing can be written', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const guard = new CrashGuard(join(folder, 'no-folder', 'loading'));
    await guard.arm();
    await guard.disarm();
    expect(await guard.hasCrashed()).toBe(false);
  });
});
