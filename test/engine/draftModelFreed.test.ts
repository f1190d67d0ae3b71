import { expect, test, vi } from 'vitest';
import { loadInProcess } from './support/inProcess.js';
import { ort } from '../../src/engine/onnx/runtime.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';
import { modelFolder } from './support/engines.js';
import { toyModel } from './support/toyModel.js';

type Session = ort.InferenceSession;

/** The sessions that `load` creates, in their order. */
async function sessionsOf(load: () => Promise<unknown>): Promise<Session[]> {
  const create = vi.spyOn(ort.InferenceSession, 'create');
  await load();
  const created = await Promise.all(create.mock.results.map(({ value }) => value as Promise<Session>));
  create.mockRestore();
  return created;
}

/** Whether a session is freed; frees it if not. */
async function wasFreed(session: Session): Promise<boolean> {
  return session.release().then(
    () => false,
    (error: unknown) => String(error).includes('already disposed'),
  );
}

const allFreed = async (sessions: readonly Session[]): Promise<boolean[]> => Promise.all(sessions.map(wasFreed));

test('a draft model is freed with the model that it drafts for', async () => {
  const kept = await sessionsOf(() => loadInProcess(modelFolder, modelFolder));
  expect(await allFreed(kept)).toEqual([false, false]);
  const disposed = await sessionsOf(async () => (await loadInProcess(modelFolder, modelFolder)).dispose());
  expect(await allFreed(disposed)).toEqual([true, true]);
});

test.each([
  ['of another vocabulary', () => toyModel({ attention: 'gqa' }), 2],
  ['that is no decoder', () => spoiltFolder(badFolders.find(({ what }) => what === 'a graph without a cache')!), 2],
  ['that is missing', () => 'missing', 1],
])('a draft model %s leaves nothing loaded', async (_, draftFolder, count) => {
  const sessions = await sessionsOf(() => expect(loadInProcess(modelFolder, draftFolder())).rejects.toThrow());
  expect(await allFreed(sessions)).toEqual(new Array<boolean>(count).fill(true));
});
