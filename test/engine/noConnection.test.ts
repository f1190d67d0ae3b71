import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from './support/childProcess.js';
import { modelFolder } from './support/engines.js';
import { folderOfTest } from './support/toyModel.js';

/**
 * Loaded into every thread before anything else: writes a line to a file for each connection, datagram and name lookup
 * that Node is asked for. `fetch`, `http` and `tls` all end in `net.Socket.connect`. The native runtime's own sockets
 * are not seen here: its telemetry is what `telemetry.test.ts` holds.
 */
const hooks = `
const { appendFileSync } = require('node:fs');
const record = (owner, name) => {
  const original = owner[name];
  owner[name] = function (...args) {
    appendFileSync(process.env.CONNECTIONS, name + '\\n');
    return original.apply(this, args);
  };
};
record(require('node:net').Socket.prototype, 'connect');
record(require('node:dgram').Socket.prototype, 'send');
record(require('node:dns'), 'lookup');
record(require('node:dns').promises, 'lookup');
`;

function recorded(): { env: NodeJS.ProcessEnv; connections: () => string[] } {
  const folder = folderOfTest();
  const [hook, file] = [join(folder, 'hooks.cjs'), join(folder, 'connections.txt')];
  writeFileSync(hook, hooks);
  return {
    env: { NODE_OPTIONS: `--require ${hook}`, CONNECTIONS: file },
    connections: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
  };
}

test('records a connection when a thread makes one', () => {
  const { env, connections } = recorded();
  const inThread = `fetch('http://127.0.0.1:49151/').catch(() => {});`;
  const script = `new (require('node:worker_threads').Worker)(${JSON.stringify(inThread)}, { eval: true });`;
  spawnSync(process.execPath, ['--eval', script], { env: { PATH: process.env.PATH, ...env } });
  expect(connections()).toContain('connect');
});

test('opens no connection and looks up no name when a model is loaded and a line is completed', async () => {
  const { env, connections } = recorded();
  const ended = await runScript('oneCompletion', [modelFolder], env);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout.trim().length).toBeGreaterThan(0);
  expect(connections()).toEqual([]);
});
