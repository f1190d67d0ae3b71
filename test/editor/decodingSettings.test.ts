import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeToyModel } from '../engine/support/toyFolder.js';
import { closeAll, keys, messageTexts, open, parseJson, waitForMessage, withSetting, withSettings } from './support.js';

/** Where beam search finds something more probable than the most probable tokens one by one. */
const point = 'def f(a):\n    return a.‸\n';

/** The first suggestion on explicit request in a new document with these settings. */
async function asked(
  text: string,
  language: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  let ghost = '';
  await withSettings(settings, async () => {
    await open(text, language);
    await keys.press('Alt+Backslash');
    ghost = await keys.waitForGhost();
  });
  await closeAll();
  return ghost;
}

describe('decoding settings', () => {
  afterEach(closeAll);

  it('show another text with beam search, also first when several are requested', async () => {
    const greedy = await asked(point, 'python', { alternatives: 1 });
    await withSettings({ strategy: 'beam', beamWidth: 8 }, async () => {
      const beam = await asked(point, 'python', { alternatives: 1 });
      assert.notEqual(beam, greedy);
      assert.equal(await asked(point, 'python', { alternatives: 4 }), beam);
    });
  });

  const wild = { alternatives: 1, strategy: 'sample', temperature: 1.5, maxTokens: 6 };

  it('show the same text when the seed is the same, and another one otherwise', async () => {
    await withSettings(wild, async () => {
      const first = await asked(point, 'python', { seed: 5 });
      assert.equal(await asked(point, 'python', { seed: 5 }), first);
      assert.notEqual(await asked(point, 'python', { seed: 6 }), first);
    });
  });

  it('show the same suggestion when speculation is on', async () => {
    const ghosts: string[] = [];
    for (const speculation of [true, false]) {
      await withSetting('speculation', speculation, async () => {
        await open(parseJson);
        await keys.type('.');
        ghosts.push(await keys.waitForGhost());
        await closeAll();
      });
    }
    assert.equal(ghosts[1], ghosts[0]);
  });

  it('keep the last strategy and list the valid ones once when the new one is wrong', async () => {
    await withSettings({ ...wild, seed: 5 }, async () => {
      const sampled = await asked(point, 'python');
      await withSetting('strategy', 'best', async () => {
        const message = await waitForMessage((text) => text.includes('inkling.strategy'));
        assert.match(message, /"best".*"greedy" or "sample" or "beam".*uses "sample" instead/);
        await open(point, 'python');
        await keys.press('Alt+Backslash');
        await keys.waitForGhost(sampled);
        const told = (await keys.texts(messageTexts)).filter((text) => text.includes('inkling.strategy'));
        assert.deepEqual(told, [message]);
      });
    });
  });

  it('keep the model and name the setting once when the draft model has another vocabulary', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    const folder = mkdtempSync(join(tmpdir(), 'inkling-draft-'));
    try {
      writeToyModel(folder, { attention: 'gqa' });
      await withSetting('draftModel.folder', folder, async () => {
        const message = await waitForMessage((text) => text.includes(folder));
        assert.match(message, /their vocabularies differ.*"inkling\.draftModel\.folder"/);
        for (let time = 1; time <= 2; time++) {
          await open(parseJson);
          await keys.type('.');
          await keys.waitForGhost(ghost);
        }
        assert.equal((await keys.texts(messageTexts)).filter((text) => text.includes(folder)).length, 1);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
