import { expect, test } from 'vitest';
import { modelName } from './support/embeddedModel.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { toyModel } from './support/toyModel.js';

const request = requestAt(keyByKey(snippets[2]!).at(-1)!, { drafters: ['model'] });

test('a model with another vocabulary: the message names the setting, and the model that was loaded goes on', async () => {
  const watched = engineOfTest();
  const { engine, states } = watched;
  const good = answerOf(await engine.complete(request));
  watched.draftFolder = toyModel({ attention: 'gqa' });
  expect((await engine.reload()).drafter).toBeUndefined();
  const message = watched.notices.at(-1)!;
  expect(message).toContain(`The model in ${watched.draftFolder} cannot draft`);
  expect(message).toContain('vocabulary');
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

test('a draft folder that cannot be used: the message names it and its own setting', async () => {
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

test('a draft model comes and goes with the settings, and the answer stays', async () => {
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

test('an engine that begins with a bad draft folder says so and completes without it', async () => {
  const watched = engineOfTest();
  watched.draftFolder = toyModel({ attention: 'gqa' });
  expect(await watched.engine.complete(request)).toBeDefined();
  expect(watched.notices).toEqual([expect.stringContaining('cannot draft')]);
});
