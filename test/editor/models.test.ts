import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { HubServer, type Content } from '../unit/models/support/hubServer.js';
import { ProxyServer } from '../unit/models/support/proxyServer.js';
import { selfSigned } from '../unit/models/support/selfSigned.js';
import { otherBytes, slowly, status } from '../unit/models/support/behaviours.js';
import { closeAll, keys, open, parseJson, until, withSetting } from './support.js';

const id = 'HuggingFaceTB/SmolLM2-135M-Instruct';
const title = 'SmolLM2 135M';
const graph = 'onnx/model_q4.onnx';
/** Only what is shown: the rows and the messages of a list that was closed stay in the page. */
const messages = '.notifications-center.visible .notification-list-item-message';
const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';

/** The embedded model in the place of the catalogue's: a real model, and small. */
function embedded(): Content {
  const folder = join(vscode.extensions.getExtension('inkling.inkling')!.extensionPath, 'model');
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  const config = JSON.parse(String(read('config.json'))) as object;
  return {
    'config.json': Buffer.from(JSON.stringify({ ...config, _name_or_path: 'from-the-hub' })),
    'tokenizer.json': read('tokenizer.json'),
    'tokenizer_config.json': read('tokenizer_config.json'),
    [graph]: read('onnx/model_quantized.onnx'),
  };
}

const folderInUse = (): string => vscode.workspace.getConfiguration('inkling').get('model.folder')!;

describe('choosing a model', () => {
  let hub: HubServer;
  let root: string;

  beforeEach(async () => {
    hub = await HubServer.start({ id, files: embedded() });
    root = mkdtempSync(join(tmpdir(), 'inkling-chosen-'));
  });

  afterEach(async () => {
    await keys.press('Escape');
    await vscode.workspace.getConfiguration('inkling').update('model.folder', undefined, true);
    await closeAll();
    await hub.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** The settings that lead to the hub of the test and to a folder of its own. */
  const onLoopback = (test: () => Promise<void>): Promise<void> =>
    withSetting('models.mirror', hub.address, () => withSetting('models.folder', root, test));

  /** Opens the list, types until the row with the text is the only one, and takes it. */
  async function choose(typed: string, row: string): Promise<void> {
    await vscode.commands.executeCommand('inkling.chooseModel');
    await keys.waitForText(rows, (text) => text.includes('Built-in model'));
    await take(typed, row);
  }

  /** The same in a list that is open. Enter before the list has followed what was typed would take something else. */
  async function take(typed: string, row: string): Promise<void> {
    await keys.type(typed);
    const deadline = Date.now() + 20_000;
    for (;;) {
      const texts = await keys.texts(rows);
      if (texts.length === 1 && texts[0]!.includes(row)) break;
      if (Date.now() > deadline) throw new Error(`"${typed}" does not lead to ${row} alone: ${texts.join(' | ')}`);
    }
    await keys.press('Enter');
  }

  /** Waits for a question's first step and takes it. */
  async function confirm(step: RegExp): Promise<void> {
    await keys.waitForText(rows, (text) => step.test(text));
    await keys.press('Enter');
  }

  /** Waits for a message; the list behind the bell closes by itself when the last progress in it ends. */
  async function said(wanted: string): Promise<string> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      await vscode.commands.executeCommand('notifications.showList');
      const texts = await keys.texts(messages);
      const found = texts.find((text) => text.includes(wanted));
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`No message with "${wanted}"; last seen: ${texts.join(' | ')}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function completes(): Promise<void> {
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  }

  it('asks nobody before a model is chosen and confirmed', async () => {
    await onLoopback(async () => {
      await vscode.commands.executeCommand('inkling.chooseModel');
      await keys.waitForText(rows, (text) => text.includes('Qwen2.5-Coder 0.5B'));
      await keys.screenshot('models-list');
      await take('smollm2 135', title);
      await keys.waitForText(rows, (text) => /Download.*about 200 MB from.*Licence Apache-2\.0/s.test(text));
      await keys.screenshot('models-confirm');
      await keys.press('Escape');
      assert.deepEqual(hub.asked, []);
      assert.deepEqual(readdirSync(root), []);
    });
  });

  it('downloads, tries, uses and deletes one', async () => {
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      const folder = join(root, ...id.split('/'));
      await said(`now completes with ${title}`);
      assert.equal(folderInUse(), folder);
      await completes();
      await keys.screenshot('models-used');
      await choose('delete a downloaded', 'Delete a downloaded model');
      await keys.waitForText(rows, (text) => text.includes(title));
      await keys.press('Enter');
      await confirm(/Delete it.*It is in use/s);
      await keys.waitForText(rows, (text) => text.includes('Built-in model') && text.includes('in use'), 20_000);
      assert.equal(folderInUse(), '');
      assert.ok(!existsSync(folder));
      await keys.press('Escape');
      await completes();
    });
  });

  it('pauses a download and goes on with it', async () => {
    hub.misbehave(`GET cdn ${graph}`, slowly(40_000, 100));
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      await vscode.commands.executeCommand('inkling.chooseModel');
      await keys.waitForText(rows, (text) => /SmolLM2 135M.*[1-9]\d* % of/.test(text), 30_000);
      await keys.screenshot('models-running');
      await take('smollm2 135', title);
      await keys.waitForText(rows, (text) => text.includes('Pause the download'));
      await keys.press('Enter');
      await vscode.commands.executeCommand('inkling.chooseModel');
      await keys.waitForText(rows, (text) => /SmolLM2 135M.*paused at \d+ % of/.test(text), 30_000);
      await keys.screenshot('models-paused');
      assert.equal(folderInUse(), '');
      await take('smollm2 135', title);
      await keys.waitForText(rows, (text) => text.includes('Go on with the download'));
      await keys.press('Enter');
      await said(`now completes with ${title}`);
      const ranges = hub.asked.filter(({ file, method }) => file === `cdn ${graph}` && method === 'GET');
      assert.match(ranges[1]!.range!, /^bytes=[1-9]\d*-$/);
    });
  });

  it('cancels a download and deletes what is there of it', async () => {
    hub.misbehave(`GET cdn ${graph}`, slowly(40_000, 100));
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      await vscode.commands.executeCommand('inkling.chooseModel');
      await keys.waitForText(rows, (text) => /SmolLM2 135M.*[1-9]\d* % of/.test(text), 30_000);
      await take('smollm2 135', title);
      await keys.waitForText(rows, (text) => text.includes('Cancel it'));
      await keys.press('ArrowDown');
      await keys.press('Enter');
      await until(() => readdirSync(root).length === 0, 'Deleting the parts');
      await vscode.commands.executeCommand('inkling.chooseModel');
      await keys.waitForText(rows, (text) => /SmolLM2 135M.*about 200 MB/.test(text));
      assert.equal(folderInUse(), '');
    });
  });

  it('a model that is not there: one message with the next step, and the old model goes on', async () => {
    hub.misbehave('HEAD config.json', status(404));
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      const message = await said('was not downloaded');
      await keys.screenshot('models-gone');
      assert.match(message, /SmolLM2 135M was not downloaded\. .*renamed, moved or removed\. Choose another model/);
      assert.deepEqual(readdirSync(root), []);
      assert.equal(folderInUse(), '');
      await completes();
    });
  });

  it('a setting that is no server: told when it is needed, and the list is there all the same', async () => {
    await withSetting('models.mirror', 'huggingface.co', async () => {
      await choose('smollm2 135', title);
      await said('"huggingface.co" is no address to download models from. Write one that begins with https://');
    });
  });

  it('a model that arrives damaged: nothing of it is used, and the old model goes on', async () => {
    hub.misbehave(`GET cdn ${graph}`, otherBytes, otherBytes);
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      assert.match(await said('was not downloaded'), /its checksum is another one\. Nothing of it is used/);
      assert.ok(!existsSync(join(root, ...id.split('/'))));
      assert.equal(folderInUse(), '');
      await completes();
    });
  });

  it('a model that the engine cannot run: told after the trial, and the old model goes on', async () => {
    hub.files = { ...hub.files, [graph]: Buffer.from('This is not a graph.') };
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      const message = await said('cannot be used');
      await keys.screenshot('models-unusable');
      assert.match(message, /SmolLM2-135M-Instruct cannot be used.*Inkling goes on with the model it had\.$/);
      assert.equal(folderInUse(), '');
      await completes();
    });
  });

  it('goes back to the built-in model; one that drafts is taken out of the settings before it is deleted', async () => {
    await onLoopback(async () => {
      await choose('smollm2 135', title);
      await confirm(/Download.*about 200 MB/s);
      await said(`now completes with ${title}`);
      const folder = folderInUse();
      await choose('built-in', 'Built-in model');
      await said('now completes with the built-in model');
      assert.equal(folderInUse(), '');
      await withSetting('draftModel.folder', folder, async () => {
        await completes();
        await choose('delete a downloaded', 'Delete a downloaded model');
        await keys.waitForText(rows, (text) => text.includes(title));
        await keys.press('Enter');
        await confirm(/Delete it/);
        await until(() => !existsSync(folder), 'Deleting the model', 60_000);
        assert.equal(vscode.workspace.getConfiguration('inkling').get('draftModel.folder'), '');
        await keys.press('Escape');
        await completes();
      });
    });
  });

  it('a folder on this machine', async () => {
    const folder = join(vscode.extensions.getExtension('inkling.inkling')!.extensionPath, 'model');
    await choose('a folder', 'A folder on this machine');
    await keys.waitForText('.quick-input-title', (text) => text.includes('A folder with config.json'));
    await keys.waitForText(rows, (text) => text.startsWith('..'));
    await keys.press('Control+A');
    await keys.type(folder);
    // The dialog takes Enter for the folder only once it has read the one around it.
    await keys.waitForText(rows, (text) => text.includes('media'));
    await keys.press('Enter');
    await said(`now completes with the model in ${folder}`);
    assert.equal(folderInUse(), folder);
    await completes();
  });

  describe('behind a proxy', () => {
    let secret: HubServer;
    let proxy: ProxyServer;
    let tunnel: ProxyServer;

    beforeEach(async () => {
      secret = await HubServer.start({ id, files: embedded(), tls: selfSigned('hub.invalid') });
      proxy = await ProxyServer.start(hub.port);
      tunnel = await ProxyServer.start(secret.port);
    });

    afterEach(() => Promise.all([secret, proxy, tunnel].map((server) => server.close())));

    /**
     * Downloads from a host that only the proxy finds, with these settings of VS Code's.
     *
     * @returns the message in which it ends, which must hold `wanted`.
     */
    async function download(mirror: string, http: Record<string, unknown>, wanted: string): Promise<string> {
      const configuration = vscode.workspace.getConfiguration('http');
      const update = async (key: string, value: unknown): Promise<void> =>
        configuration.update(key, value, vscode.ConfigurationTarget.Global);
      for (const [key, value] of Object.entries(http)) await update(key, value);
      try {
        let message = '';
        await withSetting('models.mirror', mirror, () =>
          withSetting('models.folder', root, async () => {
            await choose('smollm2 135', title);
            await confirm(/Download.*about 200 MB/s);
            message = await said(wanted);
          }),
        );
        return message;
      } finally {
        for (const key of Object.keys(http)) await update(key, undefined);
      }
    }

    it('downloads through the one that the settings name', async () => {
      await download('http://hub.invalid', { proxy: proxy.address }, `now completes with ${title}`);
      assert.deepEqual(new Set(proxy.asked), new Set(['HEAD http://hub.invalid', 'GET http://hub.invalid']));
    });

    it('tunnels to an encrypted server, and trusts its certificate only if it should', async () => {
      const strict = await download('https://hub.invalid', { proxy: tunnel.address }, 'was not downloaded');
      assert.match(strict, /certificate of hub\.invalid cannot be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
      await vscode.commands.executeCommand('notifications.clearAll');
      assert.deepEqual(secret.asked, []);
      const settings = { proxy: tunnel.address, proxyStrictSSL: false };
      await download('https://hub.invalid', settings, `now completes with ${title}`);
      assert.deepEqual(new Set(tunnel.asked), new Set(['CONNECT hub.invalid:443']));
    });

    it('asks a server without it where the settings say so', async function () {
      // Older editors do not have the setting.
      if (vscode.workspace.getConfiguration('http').inspect('noProxy')?.defaultValue === undefined) this.skip();
      const settings = { proxy: proxy.address, noProxy: ['hub.invalid'] };
      const message = await download('http://hub.invalid', settings, 'was not downloaded');
      assert.match(message, /hub\.invalid cannot be found \((ENOTFOUND|EAI_AGAIN)\).*"http\.proxy"/);
      assert.deepEqual(proxy.asked, []);
    });

    it('a proxy that does not answer is named', async () => {
      const { address } = proxy;
      await proxy.close();
      const message = await download('http://hub.invalid', { proxy: address }, 'was not downloaded');
      assert.match(message, /The proxy on the way to hub\.invalid does not answer\. Check the setting "http\.proxy"/);
      proxy = await ProxyServer.start(hub.port);
    });
  });
});
