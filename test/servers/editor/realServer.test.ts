import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readServerMetrics } from '../../../bench/load/serverMetrics.js';
import { untilConnected, waitForStatus, whileChosen } from '../../editor/serverSupport.js';
import { accept, closeAll, keys, open, parseJson } from '../../editor/support.js';
import { LlamaServer } from '../real/llamaServer.js';
import { makeTestModels, type TestModels } from '../real/testModels.js';

const generated = async ({ address }: LlamaServer): Promise<number> => (await readServerMetrics(address))!.generated;

/** Asks as Alt+\ does: the model without its n-gram tables is seldom confident enough while typing. */
async function explicitGhost(): Promise<string> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  return keys.waitForGhost(undefined, 20_000);
}

describe('a real llama-server', () => {
  let models: TestModels;
  let server: LlamaServer;

  before(async () => {
    models = makeTestModels(join(vscode.extensions.getExtension('inkling.inkling')!.extensionPath, 'model'));
    server = await LlamaServer.start({ gguf: models.gguf, slots: 2 });
  });
  after(async () => {
    await server.kill();
    models.dispose();
  });
  afterEach(closeAll);

  it('makes the suggestions: keys ask it, and Tab inserts exactly the text shown', () =>
    whileChosen('server', server, async () => {
      await open(parseJson);
      await untilConnected();
      await closeAll();
      const editor = await open(parseJson);
      const before = await generated(server);
      await keys.type('.');
      const ghost = await explicitGhost();
      await keys.screenshot('real-server-ghost');
      assert.ok((await generated(server)) > before);
      await keys.waitForText('.statusbar-item', (text) => text.includes(`Inkling (127.0.0.1:${server.port})`));
      await accept(editor, ghost);
    }));

  it('is replaced by the built-in model when it dies, and used again when it is back', () =>
    whileChosen('server', server, async () => {
      await open(parseJson);
      await untilConnected();
      await server.kill();
      await closeAll();
      const editor = await open(parseJson);
      await keys.type('.');
      // What the built-in model suggests with its tables.
      await keys.waitForGhost('parse(text);', 20_000);
      await waitForStatus(/built-in model/i);
      await keys.screenshot('real-server-gone');
      await accept(editor, 'parse(text);');
      await server.start();
      await waitForStatus(/Inkling is ready\. Model: inkling-30m on/, 60_000);
    }));
});
