import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import './support/withoutTelemetry.js';
import * as ort from 'onnxruntime-node';
import type { DrafterKind } from '../../src/core/request.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';
import { modelName } from './support/embeddedModel.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { completeCold, eager, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { toyModel, toyOfEmbeddedVocabulary } from './support/toyModel.js';
import { traceOf } from './support/traces.js';

describe('the setting of a draft model', () => {
  const request = requestAt(keyByKey(snippets[2]!).at(-1)!, { drafters: ['model'] });

  test('names the setting and keeps the loaded model when the vocabulary differs', async () => {
    const watched = engineOfTest();
    const { engine, states } = watched;
    const good = answerOf(await engine.complete(request));
    watched.draftFolder = toyModel({ attention: 'gqa' });
    expect((await engine.reload()).drafter).toBeUndefined();
    const message = watched.notices.at(-1)!;
    expect(message).toContain(`The model in ${watched.draftFolder} can't draft`);
    expect(message).toContain('vocabularies differ');
    expect(message).toContain('"inkling.draftModel.folder"');
    expect(states.map(({ kind }) => kind)).not.toContain('failed');
    expect(engine.state).toMatchObject({ kind: 'ready', info: { name: modelName } });
    expect(answerOf(await engine.complete(request))).toEqual(good);
  });

  const broken = badFolders.filter(({ what }) =>
    [
      'a folder that is missing',
      'a tokenizer that is other JSON',
      'an empty file in place of a graph',
      'a graph cut in half',
      'a graph without a cache',
    ].includes(what),
  );

  test('names the folder and its own setting when the folder cannot be used', async () => {
    const watched = engineOfTest();
    const { engine } = watched;
    const good = answerOf(await engine.complete(request));
    for (const bad of broken) {
      watched.draftFolder = spoiltFolder(bad);
      expect((await engine.reload()).drafter).toBeUndefined();
      const message = watched.notices.at(-1)!;
      expect(message).toContain(watched.draftFolder);
      expect(message).toContain(bad.names);
      expect(message).toContain('"inkling.draftModel.folder"');
      expect(message).not.toContain('"inkling.model.folder"');
      expect(engine.state.kind).toBe('ready');
      expect(answerOf(await engine.complete(request))).toEqual(good);
    }
  });

  test('loads and unloads the draft model without changing the answer', async () => {
    const watched = engineOfTest();
    const { engine } = watched;
    expect((await engine.ready()).drafter).toBeUndefined();
    const alone = (await engine.complete(request))!;
    expect(alone.drafts).toEqual({});

    watched.draftFolder = modelFolder;
    expect((await engine.reload()).drafter).toBe(modelName);
    const helped = (await engine.complete(request))!;
    expect(helped.drafts['smaller model']!.accepted).toBeGreaterThan(0);
    expect(answerOf(helped)).toEqual(answerOf(alone));

    delete watched.draftFolder;
    expect((await engine.reload()).drafter).toBeUndefined();
    expect(answerOf(await engine.complete(request))).toEqual(answerOf(alone));
  });

  test('reports a bad draft folder at the start and completes without it', async () => {
    const watched = engineOfTest();
    watched.draftFolder = toyModel({ attention: 'gqa' });
    expect(await watched.engine.complete(request)).toBeDefined();
    expect(watched.notices).toEqual([expect.stringContaining("can't draft")]);
  });
});

describe('drafts of a model', () => {
  const drafters: readonly DrafterKind[] = ['previousSuggestion', 'lookup', 'model'];
  const name = 'smaller model';

  let loaded: LoadedModel;

  beforeAll(async () => {
    loaded = await loadInProcess(modelFolder, modelFolder);
  });

  afterAll(() => loaded.dispose());

  // Every second place, of all kinds.
  const some = places.filter((_, i) => i % 2 === 0).map((place) => ({ name: placeName(place), place }));

  test.each(some)(
    'change no token or logprob and save nearly all forwards when the model drafts for itself: $name',
    async ({ place }) => {
      const plain = (await completeCold(loaded, requestFor(place)))!;
      const answer = (await completeCold(eager(loaded), requestFor(place, { drafters: ['model'] })))!;
      expect(traceOf(answer)).toEqual(traceOf(plain));
      // Each forward gives 17 tokens: 16 drafted ones, all accepted, and one more. The healed word is not drafted, and its
      // spelling may have to be looked for.
      expect(answer.timings.forwards).toBeLessThanOrEqual(5 + plain.timings.forwards / 17);
      expect(traceOf(await completeCold(eager(loaded), requestFor(place, { drafters })))).toEqual(traceOf(plain));
    },
  );

  test('change no token or logprob when nearly all drafts are rejected', async () => {
    const hostile = await loadInProcess(modelFolder, toyOfEmbeddedVocabulary({ attention: 'concat' }));
    let [drafted, accepted] = [0, 0];
    // The toy's context is small: these prompts fit into it, the last one's answer soon does not.
    for (const place of places.filter(({ typed }) => /\+=|remove/.test(typed))) {
      const plain = await completeCold(loaded, requestFor(place));
      const answer = (await completeCold(eager(hostile), requestFor(place, { drafters: ['model'] })))!;
      expect(traceOf(answer)).toEqual(traceOf(plain));
      drafted += answer.drafts[name]!.drafted;
      accepted += answer.drafts[name]!.accepted;
    }
    await hostile.dispose();
    expect(drafted).toBeGreaterThan(50);
    expect(accepted).toBeLessThan(drafted / 20);
  });

  test('give the same text for the same seed and are accepted when sampling', async () => {
    let accepted = 0;
    for (const place of places) {
      const request = requestFor(place, { drafters: ['model'], strategy: sampled(5) });
      const first = (await completeCold(eager(loaded), request))!;
      expect(traceOf(await completeCold(eager(loaded), request))).toEqual(traceOf(first));
      // The draft is drawn from the target's own distribution: p/q is 1, and only drafts after the text's end are lost.
      const counts = first.drafts[name]!;
      expect(counts.drafted - counts.accepted).toBeLessThan(16);
      accepted += counts.accepted;
    }
    expect(accepted).toBeGreaterThan(40);
  });
});

describe('the memory of a draft model', () => {
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

  test('is freed with the model that it drafts for', async () => {
    const kept = await sessionsOf(() => loadInProcess(modelFolder, modelFolder));
    expect(await allFreed(kept)).toEqual([false, false]);
    const disposed = await sessionsOf(async () => (await loadInProcess(modelFolder, modelFolder)).dispose());
    expect(await allFreed(disposed)).toEqual([true, true]);
  });

  test.each([
    ['of another vocabulary', () => toyModel({ attention: 'gqa' }), 2],
    ['that is no decoder', () => spoiltFolder(badFolders.find(({ what }) => what === 'a graph without a cache')!), 2],
    ['that is missing', () => 'missing', 1],
  ])('is freed when the load of a draft model fails: %s', async (_, draftFolder, count) => {
    const sessions = await sessionsOf(() => expect(loadInProcess(modelFolder, draftFolder())).rejects.toThrow());
    expect(await allFreed(sessions)).toEqual(new Array<boolean>(count).fill(true));
  });
});
