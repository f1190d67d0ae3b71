import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { Sandbox } from '../../../quality/infilling/sandbox.js';
import { choose, programOf, readTasks } from '../../../quality/infilling/tasks.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { folderOfTest } from './support/gitFolder.js';

const line = {
  task_id: 'one',
  entry_point: 'twice',
  prompt: 'def twice(a):\n',
  suffix: '    return b\n',
  canonical_solution: '    b = 2 * a\n',
  test: 'def check(candidate):\n    assert candidate(2) == 4\n',
};

test('readTasks reads the distributed files', async () => {
  const folder = folderOfTest();
  writeFileSync(join(folder, 'HumanEval-SingleLineInfilling.jsonl.gz'), gzipSync(`${JSON.stringify(line)}\n`));
  expect(await readTasks(folder, 'single-line')).toEqual([
    {
      name: 'one',
      entryPoint: 'twice',
      before: line.prompt,
      after: line.suffix,
      solution: line.canonical_solution,
      test: line.test,
    },
  ]);
  await expect(readTasks(folder, 'multi-line')).rejects.toThrow(/MultiLineInfilling.*human-eval-infilling/);
});

test('Sandbox passes a program with the solution, and fails one with another text', async () => {
  const task = {
    name: 'one',
    before: line.prompt,
    after: line.suffix,
    solution: '',
    test: line.test,
    entryPoint: 'twice',
  };
  const sandbox = new Sandbox();
  expect(await sandbox.passes(programOf(task, '    b = 2 * a'))).toBe(true);
  expect(await sandbox.passes(programOf(task, '    b = 3 * a'))).toBe(false);
  expect(await sandbox.passes(programOf(task, '    b = ('))).toBe(false);
});

test('Sandbox stops programs that do not end, use too much memory or start others', async () => {
  const sandbox = new Sandbox();
  const fails = async (program: string): Promise<void> => expect(await sandbox.passes(program)).toBe(false);
  await fails('while True: pass');
  await fails('x = bytearray(4 << 30)');
  await fails('import subprocess; subprocess.run(["true"], check=True)');
  expect(await sandbox.passes('import os; assert "inkling-quality" in os.getcwd()')).toBe(true);
});

test('Sandbox runs programs without network where the system supports it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sandbox = new Sandbox();
  const reaches = await sandbox.passes(`import socket; socket.create_connection(("127.0.0.1", ${port}), 5)`);
  expect(reaches).toBe(!sandbox.isOffline);
});

test('choose keeps the order, has no duplicates, and is deterministic for a seed', () => {
  const all = Array.from({ length: 50 }, (_, i) => i);
  const chosen = choose(all, 10, seededRng(3));
  expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
  expect(chosen).toHaveLength(10);
  expect(choose(all, 10, seededRng(3))).toEqual(chosen);
  expect(choose(all, 99, seededRng(3))).toEqual(all);
});
