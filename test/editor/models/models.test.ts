import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { dropAfter, slowly, stallAfter, status } from '../../unit/models/support/behaviours.js';
import { closeAll, keys, open, parseJson, until, waitForMessage } from '../support.js';
import { startHub, titleOfModel, type HubOfTest } from './hubOfTest.js';
import { faults } from './faults.js';
import { chooseRow, rowWith, showModels } from './list.js';

const largeFile = 'GET cdn onnx/model_quantized.onnx';
const folderInUse = (): string => vscode.workspace.getConfiguration('inkling').get('model.folder')!;

async function download(): Promise<void> {
  await showModels();
  await chooseRow(titleOfModel);
  await chooseRow('Download');
}

/** Tries again and trials take their time. */
const untilUsed = ({ modelFolder }: HubOfTest): Promise<void> =>
  until(() => folderInUse() === modelFolder, 'Using the model', 45_000);

async function expectGhost(): Promise<void> {
  const editor = await open(parseJson);
  await keys.type('.');
  await keys.waitForGhost();
  await keys.press('Escape');
  assert.ok(editor.document.getText().includes('JSON.'));
  await closeAll();
}

describe('choosing a model', () => {
  let hub: HubOfTest;

  beforeEach(async () => {
    hub = await startHub();
  });

  afterEach(async () => {
    await vscode.workspace.getConfiguration('inkling').update('model.folder', undefined, true);
    await until(() => folderInUse() === '', 'Going back to the built-in model');
    await hub.stop();
    await closeAll();
  });

  it('contacts no server before the user chooses a model', async () => {
    await showModels();
    await rowWith(titleOfModel);
    await chooseRow(titleOfModel);
    await rowWith(`from ${new URL(hub.address).host}`);
    assert.deepEqual(hub.asked, []);
    await keys.press('Escape');
  });

  it("lists the models and says what to do when one's record cannot be read", async () => {
    const record = join(dirname(hub.modelFolder), 'broken', 'inkling-model.json');
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, '{"id":"onnx-community/broken","files":[null]}');
    await showModels();
    await rowWith(titleOfModel);
    await keys.press('Escape');
    const message = await waitForMessage((text) => text.includes("Some downloaded models aren't listed"));
    assert.ok(
      message.includes(`${record} (unexpected content). Download them again, or delete their folders.`),
      message,
    );
  });

  it('downloads a model, tries it, completes with it, and deletes it', async () => {
    await download();
    await untilUsed(hub);
    await waitForMessage((text) => text.includes(`Inkling now uses ${titleOfModel}`));
    await expectGhost();

    await showModels();
    assert.match(await rowWith(titleOfModel), /in use/);
    await keys.screenshot('models');
    await chooseRow('Delete a downloaded model');
    await chooseRow(titleOfModel);
    await chooseRow('Delete');
    await until(() => folderInUse() === '' && !existsSync(hub.modelFolder), 'Deleting the model');
    await keys.press('Escape');
    await expectGhost();
  });

  it('pauses a download when it stalls, and resumes it', async () => {
    hub.misbehave(largeFile, stallAfter(3_000_000));
    await download();
    await keys.waitForText('.statusbar-item[id*="inkling.download"]', (text) => /[1-9]\d?%/.test(text));
    await showModels();
    await chooseRow(titleOfModel);
    await chooseRow('Pause the download');
    await showModels();
    assert.match(await rowWith(titleOfModel), /paused at \d+% of/);
    assert.ok(!existsSync(hub.modelFolder));
    await chooseRow(titleOfModel);
    await chooseRow('Resume the download');
    await untilUsed(hub);
    await expectGhost();
    const ranges = hub.asked.filter(({ file }) => file.startsWith('cdn')).map(({ range }) => range ?? 'all');
    assert.match(ranges.join(', '), /^all, bytes=[1-9]\d+-$/);
  });

  it('leaves no partial file when a download is canceled', async () => {
    hub.misbehave(largeFile, slowly(4_000, 100));
    await download();
    await keys.waitForText('.statusbar-item[id*="inkling.download"]', (text) => text.includes('%'));
    await showModels();
    await chooseRow(titleOfModel);
    await chooseRow('Cancel and delete the partial download');
    await until(() => hub.stored().length === 0, 'Deleting what is there');
    assert.equal(folderInUse(), '');
    await expectGhost();
  });

  it('resumes by itself after temporary faults', async () => {
    hub.misbehave('HEAD tokenizer.json', status(500));
    hub.misbehave('GET config.json', status(429));
    hub.misbehave(largeFile, dropAfter(100_000));
    await download();
    await untilUsed(hub);
    await expectGhost();
  });

  it('uses a model when the draft model does not fit it', async () => {
    const configuration = vscode.workspace.getConfiguration('inkling');
    await configuration.update('draftModel.folder', join(hub.modelFolder, 'missing'), true);
    try {
      await download();
      await untilUsed(hub);
      await expectGhost();
    } finally {
      await configuration.update('draftModel.folder', undefined, true);
    }
  });

  it('keeps the current model when another one does not run', async () => {
    hub.files['onnx/model_quantized.onnx'] = Buffer.alloc(50_000, 7);
    await download();
    const message = await waitForMessage((text) => text.includes('Inkling keeps using the previous model'));
    assert.match(message, /does not run|cannot be used/);
    assert.equal(folderInUse(), '');
    await expectGhost();
  });

  for (const { what, at, by, says, times } of faults) {
    it(`says what to do and keeps the current model and no partial file after ${what}`, async function () {
      this.timeout(120_000);
      hub.misbehave(at, ...Array.from({ length: times }, () => by));
      await download();
      await waitForMessage((text) => text.includes('was not downloaded') && says.test(text), 90_000);
      assert.ok(!existsSync(hub.modelFolder));
      assert.equal(folderInUse(), '');
      await expectGhost();
    });
  }
});
