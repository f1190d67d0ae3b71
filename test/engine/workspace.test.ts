import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/request.js';
import type { Engine } from '../../src/engine/engine.js';
import { buildScript, buildWorker } from './support/build.js';
import { engineOfTest } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { folderOfTest, toyModel } from './support/toyModel.js';
import { traceOf } from './support/traces.js';

/** A call that no model would guess. */
const ledger = `export function close(register: Register): void {
  register.publishQuarterlyLedger(accountBook, { strictRounding: true, archive: "vault-7" });
}
`;
const asked = requestAt('function later(register: Register) {\n  register.publishQ‸\n}\n', {
  path: 'src/later.ts',
  maxTokens: 48,
});
const wanted = 'uarterlyLedger(accountBook, { strictRounding: true, archive: "vault-7" });';
const mixed: CompletionRequest = { ...asked, workspace: { weight: { kind: 'fitted' } } };
const sure: CompletionRequest = { ...asked, workspace: { weight: { kind: 'fitted' }, sure: true } };

async function index(engine: Engine, path = 'src/close.ts', text = ledger): Promise<void> {
  await engine.workspace({ kind: 'update', path, text, stamp: 'v1' });
  await engine.workspace({ kind: 'finish' });
}

async function textOf(engine: Engine, request: CompletionRequest): Promise<string | undefined> {
  return (await engine.complete(request))?.text;
}

test('suggests a line of another file while the index has that file', async () => {
  const { engine } = engineOfTest();
  expect(await textOf(engine, mixed)).not.toBe(wanted);
  await index(engine);
  expect(await textOf(engine, mixed)).toBe(wanted);
  await engine.workspace({ kind: 'update', path: 'src/close.ts', text: ledger.replace('vault-7', 'cellar') });
  await engine.workspace({ kind: 'finish' });
  expect(await textOf(engine, mixed)).toBe(wanted.replace('vault-7', 'cellar'));
  await engine.workspace({ kind: 'remove', path: 'src\\close.ts' });
  expect(await textOf(engine, mixed)).not.toContain('accountBook');
});

test('suggests a line of the open document without an index and ignores its own file in the index', async () => {
  const { engine } = engineOfTest();
  const text = `${ledger}\nfunction later(register: Register) {\n  register.publishQ‸\n}\n`;
  const own = requestAt(text, { path: 'src/close.ts', maxTokens: 48, workspace: { weight: { kind: 'fitted' } } });
  const alone = traceOf(await engine.complete(own));
  expect(alone[0]!.text).toBe(wanted);
  await index(engine);
  expect(traceOf(await engine.complete(own))).toEqual(alone);
});

test('changes no bit of an answer when the option is off', async () => {
  const { engine } = engineOfTest();
  const before = traceOf(await engine.complete(asked));
  await index(engine);
  expect(traceOf(await engine.complete(asked))).toEqual(before);
  expect(traceOf(await engine.complete({ ...asked, workspace: { weight: { kind: 'fixed', weight: 0 } } }))).toEqual(
    before,
  );
});

test('reports the part of the workspace in each token when top is set', async () => {
  const { engine } = engineOfTest();
  await index(engine);
  const { tokens } = (await engine.complete({ ...mixed, top: 1 }))!;
  const last = tokens.findLast(({ text }) => text.includes('7'))!;
  expect(last.workspace).toMatchObject({ count: 1, path: 'src/close.ts' });
  expect(last.workspace!.matchTokens).toBeGreaterThan(10);
  expect(last.workspace!.weight).toBeGreaterThan(0.5);
  expect((await engine.complete(mixed))!.tokens.every(({ workspace }) => workspace === undefined)).toBe(true);
});

describe('answers from the workspace alone', () => {
  test('come without a forward after a far jump, with the text that the model gives', async () => {
    const { engine } = engineOfTest();
    for (const name of ['close', 'end', 'stop', 'finish']) await index(engine, `src/${name}.ts`);
    const far = requestAt('function later(register) {\n  register.publishQuarterlyLedger(accountBook, { str‸\n}\n');
    const answer = (await engine.complete({ ...sure, prefix: far.prefix }))!;
    const rest = 'ictRounding: true, archive: "vault-7" });';
    expect(answer).toMatchObject({ source: 'workspace', text: rest, stop: 'newline' });
    expect(answer.timings.forwards).toBe(0);
    expect(answer.tokens.every(({ logprob }) => logprob <= 0)).toBe(true);
    expect(answer.confidence).toBeGreaterThan(answer.thresholds.eager);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    expect(await engine.complete({ ...mixed, prefix: far.prefix })).toMatchObject({ source: 'model', text: rest });
  });

  test('are followed by a prefill for the next request', async () => {
    const { engine } = engineOfTest();
    for (const name of ['close', 'end', 'stop', 'finish']) await index(engine, `src/${name}.ts`);
    const text = 'function later(register) {\n  register.publishQuarterlyLedger(accountBook, { strict‸\n}\n';
    const { prefix } = requestAt(text);
    expect(await engine.complete({ ...sure, prefix })).toMatchObject({ source: 'workspace' });
    // As when the user pauses.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const next = (await engine.complete({ ...sure, prefix: `${prefix}R` }))!;
    expect(next.source).toBe('model');
    expect(next.timings.reusedTokens).toBeGreaterThan(next.timings.promptTokens - 4);
  });

  test('are not given when the cache is nearly warm or the workspace knows nothing', async () => {
    const { engine } = engineOfTest();
    await index(engine);
    await engine.complete(mixed);
    expect(await engine.complete(sure)).toMatchObject({ source: 'model', text: wanted });
    await engine.workspace({ kind: 'clear' });
    const elsewhere = requestAt('def mean(values):\n    return s‸\n', { workspace: sure.workspace! });
    expect(await engine.complete(elsewhere)).toMatchObject({ source: 'model' });
  });
});

describe('the index on disk', () => {
  test('is restored with its stamps, and files updated meanwhile stay newer', async () => {
    const folder = folderOfTest();
    const first = engineOfTest().engine;
    await index(first);
    await index(first, 'src/other.ts', 'export const other = 1;\n');
    await first.workspace({ kind: 'save', folder });

    const { engine } = engineOfTest();
    await index(engine, 'src/other.ts', 'export const other = 2;\n');
    const state = await engine.workspace({ kind: 'load', folder });
    expect(state).toMatchObject({ outcome: 'loaded', files: 2 });
    expect(state!.stamps).toEqual(expect.arrayContaining([['src/close.ts', 'v1']]));
    expect(await textOf(engine, mixed)).toBe(wanted);
    const other = requestAt('export const other =‸\n', {
      path: 'a.ts',
      workspace: { weight: { kind: 'fixed', weight: 0.99 } },
    });
    expect(await textOf(engine, other)).toBe(' 2;');
  });

  test('is ignored when damaged or of another version, and deleted when cleared', async () => {
    const folder = folderOfTest();
    const { engine } = engineOfTest();
    const load = async () => (await engine.workspace({ kind: 'load', folder }))!;
    expect(await load()).toMatchObject({ outcome: 'absent', files: 0 });
    await index(engine);
    await engine.workspace({ kind: 'save', folder });
    await engine.workspace({ kind: 'clear' });
    const file = join(folder, 'workspace.index');
    const whole = readFileSync(file);
    for (const at of [3, 14, 18, 30, 60, 90, whole.length >> 1, whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x40;
      writeFileSync(file, damaged);
      expect(await load()).toMatchObject({ outcome: 'damaged', files: 0 });
    }
    for (const part of [
      whole.subarray(0, 0),
      whole.subarray(0, 50),
      whole.subarray(0, -1),
      Buffer.concat([whole, whole]),
    ]) {
      writeFileSync(file, part);
      expect(await load()).toMatchObject({ outcome: 'damaged', files: 0 });
    }
    writeFileSync(file, whole);
    expect(await load()).toMatchObject({ outcome: 'loaded', files: 1 });
    expect(await engine.workspace({ kind: 'clear', folder })).toMatchObject({ files: 0, tokens: 0 });
    expect(await load()).toMatchObject({ outcome: 'absent', files: 0 });
  });

  test('is not used when the model has other tokens', async () => {
    const folder = folderOfTest();
    const watched = engineOfTest();
    const { engine } = watched;
    await index(engine);
    await engine.workspace({ kind: 'save', folder });
    await engine.reload();
    expect(await engine.workspace({ kind: 'state' })).toMatchObject({ files: 1 });
    watched.folder = toyModel({ attention: 'gqa' });
    await engine.reload();
    expect(await engine.workspace({ kind: 'state' })).toMatchObject({ files: 0 });
    expect(await engine.workspace({ kind: 'load', folder })).toMatchObject({ outcome: 'other model', files: 0 });
  });
});

describe('faults of the index', () => {
  /** The one that `support/failingTexts.ts` knows. */
  const failingText = 'text-that-fails\r\n';

  const update = (path: string, text: string) => ({ kind: 'update', path, text, stamp: 'v1' }) as const;

  test('skip only the file when its text cannot be encoded', async () => {
    buildWorker();
    const worker = await buildScript('failingTexts');
    const { engine, notices } = engineOfTest(toyModel({ attention: 'gqa' }), worker);
    const first = engine.workspace(update('a.ts', 'const a = 1;\n'));
    const bad = engine.workspace(update('bad.ts', failingText));
    const last = engine.workspace(update('b.ts', 'const b = 2;\n'));
    await expect(bad).rejects.toThrow('told to fail');
    expect(await first).toBeDefined();
    expect(await last).toMatchObject({ files: 2 });
    expect(notices).toEqual([]);
  });

  test('are reported and indexing continues when the file cannot be read or saved', async () => {
    const folder = folderOfTest();
    // A folder where the file should be: neither root nor anybody else can read or replace it as a file.
    mkdirSync(join(folder, 'workspace.index', 'inside'), { recursive: true });
    const { engine } = engineOfTest(toyModel({ attention: 'gqa' }));
    expect(await engine.workspace({ kind: 'load', folder })).toMatchObject({ outcome: 'unreadable', files: 0 });
    await engine.workspace(update('a.ts', 'const a = 1;\n'));
    await engine.workspace({ kind: 'finish' });
    await expect(engine.workspace({ kind: 'save', folder })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(await engine.workspace({ kind: 'state' })).toMatchObject({ files: 1 });
  });
});
