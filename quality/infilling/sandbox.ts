import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/core/errors.js';

const limits = { cpuSeconds: 5, memoryBytes: 2 ** 30, fileBytes: 2 ** 20, files: 64, wallMs: 30_000 };

/**
 * Sets its own limits before the program runs. The superuser switches to the user `nobody` first, who may not be able to
 * read the library any more, so the modules that solutions use are imported before.
 */
const guard = `
import bisect, collections, copy, datetime, fractions, functools, hashlib, heapq, itertools, math, operator, random, re
import statistics, string, typing
import os, resource, sys
program = sys.stdin.read()
for what, most in (
    (resource.RLIMIT_CPU, ${limits.cpuSeconds}),
    (resource.RLIMIT_AS, ${limits.memoryBytes}),
    (resource.RLIMIT_FSIZE, ${limits.fileBytes}),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, ${limits.files}),
):
    resource.setrlimit(what, (most, most))
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
sys.stdin = open(os.devnull)
exec(compile(program, "program.py", "exec"), {"__name__": "__main__"})
`;

/** A command that runs another one in an empty network namespace; empty where the system does not support it. */
function withoutNetwork(): string[] {
  const ways = [
    ['unshare', '--net'],
    ['unshare', '--map-root-user', '--net'],
  ];
  return ways.find(([command, ...options]) => spawnSync(command!, [...options, 'true']).status === 0) ?? [];
}

/**
 * Runs Python programs that are partly written by a model: with limited time and memory, without network where the system
 * supports it, in a temporary folder. It contains accidents, not attackers: the worst that a small model writes into a
 * function is an endless loop, a large list or a stray file.
 */
export class Sandbox {
  /** Whether programs run without network. */
  readonly isOffline: boolean;
  private readonly command: readonly string[];

  /** @throws UserError if there is no Python. */
  constructor() {
    if (spawnSync('python3', ['--version']).status !== 0) {
      throw new UserError('The tests of HumanEval-Infilling are Python programs: install python3.');
    }
    const offline = withoutNetwork();
    this.isOffline = offline.length > 0;
    this.command = [...offline, 'python3', '-I', '-c', guard];
  }

  /** Whether a program ends by itself without an error, within the limits. */
  async passes(program: string): Promise<boolean> {
    const folder = await mkdtemp(join(tmpdir(), 'inkling-quality-'));
    chmodSync(folder, 0o777);
    try {
      return (await this.exitCode(program, folder)) === 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private exitCode(program: string, folder: string): Promise<number | null> {
    const [file, ...args] = this.command;
    const child = spawn(file!, args, {
      cwd: folder,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    // The whole group: the program may not have child processes, but the command that runs it has one.
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), limits.wallMs);
    // A program that ends early does not read all of its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(program);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
  }
}
