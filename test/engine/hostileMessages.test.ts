import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drafterKinds, type CompletionRequest } from '../../src/core/completion.js';
import { corrupted, forEachRandom, hostileValue, timeoutMs } from '../support/fuzz.js';
import { repository } from './support/build.js';
import { answerOf } from './support/engines.js';
import { RawWorker } from './support/rawWorker.js';
import { requestAt, sampled } from './support/requests.js';

const request: CompletionRequest = {
  ...requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n', { path: 'src/add.ts', maxTokens: 8 }),
  drafters: drafterKinds,
  workspace: { share: { kind: 'fitted' }, sure: true },
  context: { snippets: true, recent: [{ path: 'src/b.ts', line: 3 }], clipboard: 'add(1, 2)' },
  eagerness: 'balanced',
  without: ['repetition'],
  top: 2,
  begin: [300, 301],
  explain: true,
};
const file = { path: 'src/b.ts', text: 'export const b = add(1, 2);\n' };

/** Right calls, to be made wrong ones. */
const calls: readonly { readonly call: string; readonly args: unknown }[] = [
  { call: 'complete', args: request },
  { call: 'complete', args: { ...request, strategy: sampled(1) } },
  {
    call: 'complete',
    args: { ...request, strategy: { kind: 'beam', width: 2, lengthPenalty: 0, earlyStopping: true } },
  },
  { call: 'step', args: request },
  { call: 'workspace', args: { kind: 'update', ...file, stamp: 'v1', isEdited: true } },
  { call: 'workspace', args: { kind: 'remove', path: file.path } },
  { call: 'workspace', args: { kind: 'finish' } },
  { call: 'workspace', args: { kind: 'state' } },
];
const scalars = ['complete', 'workspace', 'update', 'line', 'block', 'free', 'greedy', 'beam', 'fitted', 'given', 8192];
const message = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(...calls.map((right) => corrupted({ id: 0, ...right }, scalars))) },
  { weight: 1, arbitrary: hostileValue(['id', 'call', 'args'], ['complete', 'step', 'workspace', 'load']) },
);

test(
  'a worker that gets wrong messages answers them with an error or not at all, and goes on',
  { timeout: 2 * timeoutMs },
  async () => {
    const worker = new RawWorker();
    await worker.load();
    const good = answerOf(await worker.call('complete', request));
    const outcomes = { result: 0, error: 0, silence: 0 };
    await forEachRandom(message, 1_000, async (wrong) => {
      const isCall = typeof wrong === 'object' && wrong !== null && 'id' in wrong && wrong.id === 0;
      const id = worker.freeId();
      if (isCall) wrong.id = id;
      const answer = worker.answered(id, isCall ? 2000 : 0);
      worker.send(wrong);
      // Whatever a wrong call waits for, the index answers in the meantime.
      await worker.call('workspace', { kind: 'state' });
      outcomes[(await answer)?.kind ?? 'silence']++;
      worker.cancelledBelow = id + 1;
    });
    await worker.call('workspace', { kind: 'clear' });
    expect(answerOf(await worker.call('complete', request))).toEqual(good);
    expect(outcomes.error).toBeGreaterThan(0);
  },
);

test('calls out of order, twice, cancelled or after the end harm nothing', async () => {
  const worker = new RawWorker();
  const kindOf = async (id: number, call: string, args: unknown): Promise<string | undefined> => {
    const answer = worker.answered(id, 10_000);
    worker.send({ id, call, args });
    return (await answer)?.kind;
  };
  // Before there is a model.
  for (const { call, args } of calls) expect(await kindOf(worker.freeId(), call, args)).toBe('error');
  expect(await kindOf(worker.freeId(), 'load', { folder: 'no such folder', threads: 1 })).toBe('error');
  for (const threads of [0, -1, 0.5, 1e9, '1', undefined])
    expect(await kindOf(worker.freeId(), 'load', { folder: `${repository}/model`, threads })).toBe('error');
  await worker.load();
  const good = answerOf(await worker.call('complete', request));

  const id = worker.freeId();
  const first = worker.answered(id, 10_000);
  for (let twice = 0; twice < 2; twice++) worker.send({ id, call: 'complete', args: request });
  expect((await first)?.kind).toBe('result');
  // A counter from the other side may say anything.
  for (const below of [-(2 ** 31), 2 ** 31 - 1]) {
    worker.cancelledBelow = below;
    expect(await kindOf(id, 'complete', request)).toBe('result');
  }
  worker.cancelledBelow = 0;
  expect(await kindOf(worker.freeId(), 'load', { folder: 'no such folder', threads: 1 })).toBe('error');
  expect(answerOf(await worker.call('complete', request))).toEqual(good);

  expect(await kindOf(worker.freeId(), 'close', undefined)).toBe('result');
  for (const { call, args } of [...calls, { call: 'close', args: undefined }])
    worker.send({ id: worker.freeId(), call, args });
  await worker.ended;
  expect(worker.end).toEqual({ code: 0 });
});
