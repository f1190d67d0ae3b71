import { beforeAll, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { buildScript, buildWorker } from './support/build.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';

let dyingWorker: string;

beforeAll(async () => {
  buildWorker();
  dyingWorker = await buildScript('dyingWorker');
});

const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n', { path: 'src/add.ts' });
const deadly = { exit: { ...request, path: 'die-by-exit' }, throw: { ...request, path: 'die-by-throw' } };

test.each(['exit', 'throw'] as const)('after its first death (%s) the engine goes on', async (how) => {
  const { engine, notices } = engineOfTest(modelFolder, dyingWorker);
  const alive = answerOf(await engine.complete(request));
  expect(alive!.text.length).toBeGreaterThan(0);

  expect(await engine.complete(deadly[how])).toBeUndefined();
  expect(notices).toEqual([expect.stringMatching(/^Inkling's engine stopped unexpectedly and is being restarted\./)]);
  expect(answerOf(await engine.complete(request))).toEqual(alive);
  expect(engine.state.kind).toBe('ready');
});

test('a thread that throws says why in the notice', async () => {
  const { engine, notices } = engineOfTest(modelFolder, dyingWorker);
  await engine.complete(deadly.throw);
  expect(notices[0]).toContain('told to die');
  await engine.ready();
});

test('after its second death the engine stays off until it is restarted', async () => {
  const { engine, notices, states } = engineOfTest(modelFolder, dyingWorker);
  const alive = answerOf(await engine.complete(request));
  expect(await engine.complete(deadly.exit)).toBeUndefined();
  expect(await engine.complete(deadly.exit)).toBeUndefined();
  expect(notices.length).toBe(1);
  const state = states.at(-1)!;
  const error = state.kind === 'failed' ? state.error : undefined;
  expect(error).toBeInstanceOf(UserError);
  expect(error!.message).toContain('Inkling: Restart Engine');
  await expect(engine.complete(request)).rejects.toBe(error);

  await engine.restart();
  expect(answerOf(await engine.complete(request))).toEqual(alive);
  expect(await engine.complete(deadly.exit)).toBeUndefined();
  expect(answerOf(await engine.complete(request))).toEqual(alive);
});

test('all requests under way are answered undefined when the thread dies', async () => {
  const { engine } = engineOfTest(modelFolder, dyingWorker);
  await engine.ready();
  const answers = [request, request, deadly.exit].map((one) => engine.complete(one));
  expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined]);
  await engine.ready();
});
