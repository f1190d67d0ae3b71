import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { withTextCount } from '../../src/core/sampling/sampling.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import { suggestionOf } from '../../src/core/suggest/suggestion.js';
import type { Engine } from '../../src/engine/engine.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { fingerprintOf } from '../../src/engine/workspace/fingerprint.js';
import { readSavedIndex } from '../../src/engine/platform/node/indexFile.js';
import { fakeSecrets } from '../unit/support/fakeSecrets.js';
import { runScript } from './support/childProcess.js';
import { engineOfTest, modelFolder, type Watched, watchedEngine } from './support/engines.js';
import { loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { folderOfTest } from './support/toyModel.js';

describe('the network', () => {
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
});

describe('the telemetry of the runtime', () => {
  // Tried by hand with a worker started without `silenceTelemetry` (runtime 1.30, Linux): the cache folder got
  // Microsoft/DeveloperTools/.onnxruntime/{deviceid,onnxruntime.db}, the temporary folder mat-debug-<pid>.log and .ses.

  const clean = { code: 0, signal: null, stderr: '' };

  test('writes no file to the home, cache and temporary folders when a line is completed', async () => {
    const folder = folderOfTest();
    const names = { HOME: 'home', USERPROFILE: 'home', XDG_CACHE_HOME: 'cache', TMPDIR: 'tmp', TEMP: 'tmp' };
    const env = Object.fromEntries(Object.entries(names).map(([name, leaf]) => [name, join(folder, leaf)]));
    for (const leaf of Object.values(env)) mkdirSync(leaf, { recursive: true });
    const ended = await runScript('oneCompletion', [modelFolder], env);
    expect(ended).toMatchObject(clean);
    expect(ended.stdout.trim().length).toBeGreaterThan(0);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['cache', 'home', 'tmp']);
  });

  test('does not prevent a completion when the home folder is not writable', async () => {
    const folder = folderOfTest();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    // Root may write to a read-only folder, but not below a file or a missing folder.
    for (const home of [file, join(folder, 'missing')]) {
      const ended = await runScript('oneCompletion', [modelFolder], { HOME: home, XDG_CACHE_HOME: home, TMPDIR: home });
      expect(ended).toMatchObject(clean);
      expect(ended.stdout.trim().length).toBeGreaterThan(0);
    }
    rmSync(file);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const planted = Object.entries(fakeSecrets(11));

/** A file of settings with a credential in it. */
const fileWith = (secret: string): string =>
  `export const paymentGateway = {\n  retries: 3,\n  sharedSecretOfTheGateway: "${secret}",\n};\n`;

/** Whether a text has eight characters in a row of the random part of a credential. */
function betrays(text: string, secret: string): boolean {
  const own = secret
    .replace(/^-----[^-]*-----|-----END[^-]*-----$|^.*\/services\//g, '')
    .slice(secret.length > 30 ? 14 : 8);
  return Array.from({ length: Math.max(1, own.length - 7) }, (_, i) => own.slice(i, i + 8)).some((part) =>
    text.includes(part),
  );
}

const strategies: readonly (readonly [name: string, Strategy])[] = [
  ['greedy', greedy],
  ['a sample', sampled(3)],
  ['several samples', withTextCount(sampled(5), 2)],
  ['beams', { kind: 'beam', width: 4, lengthPenalty: 0, earlyStopping: false }],
];

async function read(engine: Engine, path: string, text: string, isEdited = false): Promise<void> {
  await engine.workspace({ kind: 'update', path, text, isEdited });
}

const textsOf = (completion: Completion): string[] => [completion.text, ...completion.others.map(({ text }) => text)];

/** A request for the file up to its credential. */
function requestFor(strategy: Strategy, changes: Partial<CompletionRequest> = {}): CompletionRequest {
  const document = fileWith('‸').replace(/‸[^]*/, '‸\n');
  return requestAt(document, {
    path: 'src/other.ts',
    maxTokens: 40,
    strategy,
    workspace: { weight: { kind: 'fixed', weight: 0.99 }, sure: true },
    ...changes,
  });
}

describe('credentials in other files', () => {
  let watched: Watched;

  beforeAll(async () => {
    watched = watchedEngine();
    for (const [i, [, secret]] of planted.entries()) {
      // Two copies are more likely than one, and an edited file is nearer.
      for (const copy of [0, 1]) await read(watched.engine, `src/gateway${i}-${copy}.ts`, fileWith(secret), copy === 1);
    }
    await watched.engine.workspace({ kind: 'finish' });
  });

  afterAll(() => watched.engine.dispose());

  test.each(strategies)('are not suggested after the same text, by %s', async (_, strategy) => {
    for (const mode of ['line', 'free'] as const) {
      for (const weight of [{ kind: 'fitted' }, { kind: 'fixed', weight: 0.99 }] as const) {
        const completion = (await watched.engine.complete(
          requestFor(strategy, { mode, workspace: { weight, sure: true }, context: { snippets: true } }),
        ))!;
        const texts = textsOf(completion);
        const betrayed = planted.filter(([, secret]) => texts.some((text) => betrays(text, secret)));
        expect(betrayed.map(([name]) => name)).toEqual([]);
        const read = completion.snippets?.map(({ text }) => text).join('\n') ?? '';
        expect(planted.filter(([, secret]) => betrays(read, secret))).toEqual([]);
      }
    }
  });

  test.each(planted)('are not suggested when they are half typed: %s', async (_, secret) => {
    const half = secret.slice(0, Math.min(16, secret.length >> 1));
    const request = requestFor(greedy);
    const { text } = (await watched.engine.complete({ ...request, prefix: request.prefix + half }))!;
    expect(betrays(half + text, secret)).toBe(betrays(half, secret));
  });

  test('do not keep the text around them out of the index', async () => {
    const request = requestAt('export const paymentGateway = {\n  retries: 3,\n  sharedSec‸\n', {
      path: 'src/other.ts',
      workspace: { weight: { kind: 'fitted' } },
    });
    expect((await watched.engine.complete(request))!.text).toMatch(/^retOfTheGateway: "/);
  });
});

describe('a credential in the document itself', () => {
  let watched: Watched;

  beforeAll(() => {
    watched = watchedEngine();
  });

  afterAll(() => watched.engine.dispose());

  const inOneLine = planted.filter(([, secret]) => !secret.includes('\n'));
  test.each(inOneLine)('is completed and suggested: %s', async (_, secret) => {
    const { engine } = watched;
    const text = `${fileWith(secret)}\n${fileWith('‸').replace(/‸[^]*/, '‸\n')}`;
    const request = { ...requestFor(greedy), ...requestAt(text, { maxTokens: 120 }) };
    const workspace = { weight: { kind: 'fixed', weight: 0.99 } } as const;
    const completion = (await engine.complete({ ...request, path: 'src/own.ts', workspace }))!;
    const around = { prefix: request.prefix, suffix: request.suffix, path: 'src/own.ts' };
    expect(suggestionOf(around, completion, 0)!.text).toContain(secret.slice(0, 24));
  });
});

describe('the index on disk', () => {
  let loaded: LoadedModel;

  beforeAll(async () => {
    loaded = await loadInProcess();
  });

  afterAll(() => loaded.dispose());

  test('decodes to the files without their credentials', async () => {
    const folder = folderOfTest();
    const { engine } = engineOfTest();
    for (const [name, secret] of planted) await read(engine, `${name}.ts`, fileWith(secret));
    await engine.workspace({ kind: 'finish' });
    await engine.workspace({ kind: 'save', folder });

    const { vocabulary, encodeFile, model } = loaded;
    const kept = await readSavedIndex(folder, fingerprintOf(vocabulary, encodeFile), model.vocabSize);
    if (kept.outcome !== 'loaded') throw new Error(kept.outcome);
    const separator = 0xffff;
    const bytes = kept.segments.flatMap(({ tokens }) =>
      [...tokens].map((id) => (id === separator ? Buffer.from('•') : Buffer.from(vocabulary.bytes(id)))),
    );
    const text = Buffer.concat(bytes).toString();
    for (const [, secret] of planted) expect(betrays(text, secret)).toBe(false);
    const [before, after] = fileWith('•').split('•');
    const parts = text.split('•');
    expect(parts.filter((part) => part.startsWith(before!)).length).toBe(planted.length);
    expect(parts.filter((part) => part === after).length).toBe(planted.length);
  });

  test('is deleted and built again when an older version made it', async () => {
    const folder = folderOfTest();
    const { engine } = engineOfTest();
    await read(engine, 'a.ts', fileWith('word'));
    await engine.workspace({ kind: 'finish' });
    await engine.workspace({ kind: 'save', folder });
    const file = join(folder, 'workspace.index');
    const bytes = readFileSync(file);
    bytes.write('inkling index 1\n', 0, 'latin1');
    writeFileSync(file, bytes);
    await engine.workspace({ kind: 'clear' });
    expect(await engine.workspace({ kind: 'load', folder })).toMatchObject({ outcome: 'damaged', files: 0 });
    expect(existsSync(file)).toBe(false);
  });
});

test('keeps a credential on the clipboard out of the prompt', async () => {
  const { engine } = engineOfTest();
  for (const [, secret] of planted) {
    const clipboard = `${fileWith(secret)}paymentGateway.connect();\n`;
    const request = requestFor(greedy, { context: { snippets: true, clipboard }, explain: true });
    const { prompt, snippets = [] } = (await engine.complete(request))!;
    expect(snippets.map(({ path }) => path)).toEqual(['clipboard.ts']);
    expect(betrays(prompt!.tokens.map(({ text }) => text).join(''), secret)).toBe(false);
  }
});
