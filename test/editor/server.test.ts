import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startFakeServer } from '../servers/fake/fakeServer.js';
import { rows, runFromPalette } from './paletteCommands.js';
import {
  forgetServer,
  inEffect,
  ofServer,
  outerAddress,
  untilConnected,
  waitForStatus,
  whileChosen,
  withServer,
} from './serverSupport.js';
import {
  accept,
  closeAll,
  expectNoGhost,
  keys,
  messageTexts,
  open,
  openFile,
  parseJson,
  waitForMessage,
  withSetting,
  withSettings,
} from './support.js';

/** The one input box that is open. */
const prompt = '.quick-input-widget:not([style*="display: none"]) .quick-input-message';

/** Fills in the input box that is open. */
async function enter(text: string): Promise<void> {
  await keys.press('Control+A');
  await keys.type(text);
  await keys.press('Enter');
}

/** Waits for texts in the lens. */
const lens = (selector: string, wanted: (texts: readonly string[]) => boolean, attribute?: string): Promise<string[]> =>
  keys.waitForTexts(selector, wanted, { isWebview: true, ...(attribute === undefined ? {} : { attribute }) });

/** Types until a row is the active one and takes it. */
async function take(text: string): Promise<void> {
  await keys.waitForText(rows, (found) => found.includes(text));
  await keys.type(text);
  await keys.waitForText(`${rows}.focused`, (found) => found.includes(text));
  await keys.press('Enter');
}

describe('a server', () => {
  afterEach(async () => {
    await keys.press('Escape');
    await closeAll();
  });

  it('is not contacted at the default setting, whatever its address', () =>
    withServer({}, async (server) => {
      await withSetting('server.address', server.address, async () => {
        const editor = await open(parseJson);
        await keys.type('.');
        const ghost = await keys.waitForGhost();
        assert.notEqual(ghost, ofServer);
        await accept(editor, ghost);
        await vscode.commands.executeCommand('inkling.restart');
      });
      assert.equal(server.connections, 0);
    }));

  it('makes the suggestions, and the status bar names it and its model', () =>
    withServer({}, async (server) => {
      await whileChosen('server', server, async () => {
        await untilConnected();
        await waitForStatus(/Inkling is ready\. Model: inkling-30m on 127\.0\.0\.1:\d+\./);
        const editor = await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost(ofServer);
        await keys.screenshot('server-ghost');
        await accept(editor, ofServer);
        await keys.waitForText('.statusbar-item', (text) => text.includes(`Inkling (127.0.0.1:${server.port})`));
      });
      assert.ok(server.completions.length > 0);
    }));

  it('suggests where the built-in model has nothing, beside it', () =>
    withServer({}, async (server) => {
      await whileChosen('both', server, async () => {
        await untilConnected();
        await waitForStatus(/Models: inkling-30m on 127\.0\.0\.1:\d+, and the built-in one\./);
        await withSetting('eagerness', 'quiet', async () => {
          await open('const zanzibar = quux‸\n');
          await keys.type('.');
          // Cut where its confidence drops.
          await keys.waitForGhost((ghost) => ghost.startsWith('parse(text'));
          await keys.screenshot('server-both');
        });
      });
    }));

  it('is explained by the tokens that it reports, and by what is unknown of them', () =>
    withServer({}, async (server) => {
      await whileChosen('server', server, async () => {
        await untilConnected();
        await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost(ofServer);
        await runFromPalette('Inkling: Explain Suggestion');
        const chips = await lens('.chip', (all) => all.length > 1, 'data-text');
        assert.equal(chips.join(''), ofServer);
        await lens('.hint', (all) => all.some((text) => text.includes('reports only its most probable tokens')));
        await lens('.distribution.served .figure', (all) => all.length > 0);
        // The others show what only the whole distribution, or the prompt's tokens, can tell.
        const tabs = await keys.texts('[role=tab]:not([hidden])', { isWebview: true });
        assert.deepEqual(tabs, ['Tokens', 'Prompt']);
        await keys.screenshot('server-lens');
        await keys.click({ selector: '#tab-prompt', isWebview: true });
        await lens('#panel-prompt p', (all) => all.some((text) => text.includes(`runs on 127.0.0.1:${server.port}`)));
        await keys.screenshot('server-lens-prompt');
      });
    }));

  it('is connected by the command, which asks for the key that it wants', () =>
    withServer({ apiKey: 'sesame', models: ['small', 'large'] }, async (server) => {
      try {
        await open(parseJson);
        await runFromPalette('Inkling: Connect to Server');
        await keys.waitForText(prompt, (text) => text.includes('Address of a server'));
        await keys.screenshot('server-address');
        await enter(server.address);
        await keys.waitForText(prompt, (text) => text.includes('API key for'));
        await enter('open');
        await keys.waitForText(prompt, (text) => text.includes('rejected this API key'));
        await keys.screenshot('server-key');
        await enter('sesame');
        await take('large');
        await keys.waitForText(rows, (text) => text.includes('Server only'));
        await keys.screenshot('server-engine');
        await take('Server only');
        await waitForMessage((text) => text.includes('Connected to 127.0.0.1') && text.includes('large'));
        assert.deepEqual(['engine', 'server.address', 'server.model'].map(inEffect), [
          'server',
          server.address,
          'large',
        ]);
        await waitForStatus(/Model: large on/);
        await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost(ofServer);
        // The settings hold no key, nor does the configuration of the editor.
        assert.ok(!JSON.stringify(vscode.workspace.getConfiguration('inkling')).includes('sesame'));
        await runFromPalette('Inkling: Disconnect from Server');
        await waitForMessage((text) => text.includes('Disconnected from 127.0.0.1'));
        assert.equal(inEffect('engine'), 'builtIn');
      } finally {
        await forgetServer();
      }
    }));

  it('says what is wrong and keeps what was entered when nothing answers', async () => {
    const server = await startFakeServer();
    const { address } = server;
    await server.close();
    await runFromPalette('Inkling: Connect to Server');
    await keys.waitForText(prompt, (text) => text.includes('Address of a server'));
    await enter(address);
    await waitForMessage((text) => text.includes(new URL(address).host));
    assert.equal(inEffect('engine'), 'builtIn');
    assert.equal(inEffect('server.address'), '');
    await keys.screenshot('server-unreachable');
  });

  it('is replaced by the built-in model when it fails, said once, and is used again when it recovers', async () => {
    let server = await startFakeServer({ script: () => `${ofServer}\n` });
    const { port } = server;
    try {
      await whileChosen('server', server, async () => {
        await untilConnected();
        await server.close();
        await open(parseJson);
        await keys.type('.');
        const ghost = await keys.waitForGhost();
        assert.notEqual(ghost, ofServer);
        await waitForStatus(/The built-in model makes suggestions in the meantime\. Next try: /);
        await keys.screenshot('server-gone');
        const message = await waitForMessage((text) => text.includes('in the meantime'));
        await keys.focusEditor();
        for (const key of 'abc') await keys.type(key, 300);
        const told = (await keys.texts(messageTexts)).filter((text) => text.includes('in the meantime'));
        assert.deepEqual(told, [message]);
        server = await startFakeServer({ script: () => `${ofServer}\n`, port });
        await keys.click({ selector: '.statusbar-item[id*="inkling.status"]' });
        await take('Reconnect to');
        await waitForStatus(/Inkling is ready\. Model: /);
        await closeAll();
        await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost(ofServer);
      });
    } finally {
      await server.close();
    }
  });

  it('cannot be chosen by a workspace', () =>
    withServer({}, async (server) => {
      const [folder] = vscode.workspace.workspaceFolders!;
      const file = vscode.Uri.joinPath(folder!.uri, '.vscode', 'settings.json');
      const settings = { 'inkling.engine': 'server', 'inkling.server.address': server.address };
      await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
      try {
        const inspected = (): unknown => vscode.workspace.getConfiguration('inkling').inspect('server.address');
        await new Promise((resolve) => setTimeout(resolve, 2000));
        assert.deepEqual(
          [inEffect('engine'), inEffect('server.address')],
          ['builtIn', ''],
          JSON.stringify(inspected()),
        );
        await open(parseJson);
        await keys.type('.');
        assert.notEqual(await keys.waitForGhost(), ofServer);
      } finally {
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder!.uri, '.vscode'), { recursive: true });
      }
      assert.equal(server.connections, 0);
    }));

  it('is sent no file that is excluded', () =>
    withServer({}, async (server) => {
      await whileChosen('server', server, async () => {
        await untilConnected();
        const before = server.completions.length;
        const [folder] = vscode.workspace.workspaceFolders!;
        await withSettings({ exclude: ['hidden/**'] }, async () => {
          await openFile(vscode.Uri.joinPath(folder!.uri, 'hidden', 'a.ts'), 'const zanzibar = 1;\n');
          await keys.type('zan');
          await expectNoGhost();
          await openFile(vscode.Uri.joinPath(folder!.uri, '.env'), 'ZANZIBAR=1\n');
          await keys.type('ZAN');
          await expectNoGhost();
        });
        assert.equal(server.completions.length, before);
        assert.ok(!JSON.stringify(server.requests).toLowerCase().includes('zanzibar'));
      });
    }));

  it('has its suggestions cut before a credential', () =>
    withServer({ script: () => "parse('ghp_16C7e42F292c6912E7710c838347Ae178B4a');\n" }, async (server) => {
      await whileChosen('server', server, async () => {
        await untilConnected();
        await open(parseJson);
        await keys.type('.');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.ok(!(await keys.ghost()).includes('ghp_'));
      });
      assert.ok(server.completions.length > 0);
    }));

  const host = outerAddress();
  const onlyWithNetwork = host === undefined ? it.skip : it;
  const reason = host === undefined ? ' (skipped: this machine has no address but its loopback)' : '';
  onlyWithNetwork('on another machine gets no request without consent' + reason, async () => {
    const { createServer } = await import('node:http');
    let connections = 0;
    const server = createServer((_, response) => response.end('{}')).on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const { port } = server.address() as { port: number };
    try {
      await whileChosen('server', { address: `http://${host}:${port}` }, async () => {
        await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost();
        await waitForMessage((text) => text.includes('you have not allowed it to send code there'));
        await waitForStatus(/not allowed it to send code there/);
        await keys.screenshot('server-no-consent');
        assert.equal(connections, 0);
      });
    } finally {
      server.close();
    }
  });

  it('is not named in the report when it is on another machine', async () => {
    await withSettings({ 'server.address': 'http://zanzibar.example:1234', engine: 'server' }, async () => {
      await vscode.commands.executeCommand('inkling.reportIssue');
      await keys.waitForText('.codelens-decoration a', (text) => text.includes('Copy Report'));
      const report = vscode.window.activeTextEditor!.document.getText();
      assert.ok(report.includes('- server: remote'), report);
      assert.ok(!report.includes('zanzibar'), report);
    });
  });
});
