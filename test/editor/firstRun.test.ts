import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { welcomeOnce, type WelcomeParts } from '../../src/editor/firstRun/welcome.js';
import type { StoredFiles } from '../../src/editor/platform/editorPlatform.js';
import { nodeStoredFiles } from '../../src/editor/platform/node/storedFiles.js';
import { accept, closeAll, keys, until } from './support.js';

const openOnInstall = 'workbench.welcomePage.walkthroughs.openOnInstall';
const titles = '.getting-started-step .step-title';
const shownStep = '.getting-started-step.expanded';
const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';

const storages: string[] = [];

/** The storage folder of a profile that is new to Inkling; the one of this profile is the product's own. */
function newStorage(): StoredFiles {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-first-run-'));
  storages.push(folder);
  return nodeStoredFiles(join(folder, 'storage'));
}

/** An extension's memory in one window. */
function emptyMemory(): WelcomeParts['memory'] & { readonly values: ReadonlyMap<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key: string) => values.get(key) as never,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
}

async function wantWelcomes(isWanted: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(openOnInstall, isWanted, vscode.ConfigurationTarget.Global);
  await until(
    () => vscode.workspace.getConfiguration().get(openOnInstall) === isWanted,
    `${openOnInstall} ${isWanted}`,
  );
}

const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('inkling.openWalkthrough');
  await keys.waitForText(titles, (text) => text === 'Accept a suggestion');
}

/** Expands a step of the walkthrough unless it is. */
async function expand(title: string): Promise<void> {
  const [shown] = await keys.texts(`${shownStep} .step-title`);
  if (shown !== title) await keys.click({ selector: titles, text: title });
  await keys.waitForText(`${shownStep} .step-title`, (text) => text === title);
}

const clickButton = (text: string): Promise<void> => keys.click({ selector: `${shownStep} .monaco-button`, text });
const clickLink = (text: string): Promise<void> => keys.click({ selector: `${shownStep} a`, text });

describe('the welcome', () => {
  beforeEach(() => wantWelcomes(true));
  afterEach(async () => {
    await wantWelcomes(false);
    await closeAll();
  });
  after(() => storages.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it('opens the walkthrough in one of two windows that start at the same time, and never again', async () => {
    const files = newStorage();
    const memories = [emptyMemory(), emptyMemory()];
    await Promise.all(memories.map((memory) => welcomeOnce({ memory, files })));
    await keys.waitForText(titles, (text) => text === 'Accept a suggestion');
    await keys.screenshot('welcome');
    assert.equal(tabs().length, 1);
    await closeAll();

    // The same windows after a restart, a new one, and a profile whose storage was deleted.
    for (const memory of [...memories, emptyMemory()]) await welcomeOnce({ memory, files });
    await welcomeOnce({ memory: memories[0]!, files: newStorage() });
    assert.deepEqual(tabs(), []);
  });

  it('does not open when new extensions may not open their walkthrough', async () => {
    await wantWelcomes(false);
    const memory = emptyMemory();
    await welcomeOnce({ memory, files: newStorage() });
    assert.deepEqual(tabs(), []);
    assert.equal(memory.values.size, 0);
  });
});

describe('the walkthrough', () => {
  beforeEach(openWalkthrough);
  afterEach(async () => {
    await keys.press('Escape');
    await keys.resize(1280, 800);
    await closeAll();
  });

  it('opens a sample in which Tab accepts the suggestion', async () => {
    await expand('Accept a suggestion');
    await clickButton('Try in a Sample File');
    const ghost = await keys.waitForGhost();
    assert.equal(ghost, 'return users.map((user) => user.email);');
    await keys.screenshot('sample');
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.isUntitled, true);
    await accept(editor, ghost);
  });

  it('opens a sample with alternatives, of which one word can be accepted', async () => {
    await expand('Accept one word, or see alternatives');
    await clickButton('Suggest in a Sample File');
    const ghost = await keys.waitForGhost();
    const editor = vscode.window.activeTextEditor!;
    await keys.press('Alt+BracketRight');
    await keys.waitForGhost((other) => other !== '' && other !== ghost);
    await keys.press('Control+ArrowRight');
    await until(() => /emails\(users: User\[\]\) \{\n {2}\S/.test(editor.document.getText()), 'Accepting a word');
  });

  it('opens the menu, the lens and the list of models', async () => {
    await expand('Understand and customize');
    await clickButton('Show Menu');
    await keys.waitForText(rows, (text) => text.includes('Turn off everywhere'));
    await keys.press('Escape');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    await clickButton('Choose Model');
    await keys.waitForText(rows, (text) => text.includes('Built-in model'));
    await keys.press('Escape');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    await clickButton('Explain Suggestion');
    await until(() => tabs().some(({ input }) => input instanceof vscode.TabInputWebview), 'The lens');
    await keys.screenshot('walkthrough-lens');
  });

  it('has a working action behind every button and link', async () => {
    const { contributes } = vscode.extensions.getExtension('inkling.inkling')!.packageJSON as {
      contributes: { walkthroughs: { steps: { title: string; description: string; when?: string }[] }[] };
    };
    const steps = contributes.walkthroughs[0]!.steps.filter(({ when }) => when !== 'inkling.isInBrowser');
    assert.deepEqual(
      await keys.texts(titles),
      steps.map(({ title }) => title),
    );
    const links = steps.flatMap(({ description }) => [...description.matchAll(/\]\(command:([^)?]+)/g)]);
    const known = new Set(await vscode.commands.getCommands(true));
    const named = links.map(([, command]) => command!.replace('toSide:', ''));
    assert.equal(named.length, 9);
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });

  for (const [name, width, height] of [
    ['1280 px', 1280, 800],
    ['800 px', 800, 600],
    ['1280 px at 150 %', 853, 533],
    ['800 px at 150 %', 533, 640],
  ] as const) {
    it(`shows each step with its buttons and its picture in a window of ${name}`, async () => {
      await keys.resize(width, height);
      for (const [title, picture] of [
        ['Accept a suggestion', 'step-take-dark.png'],
        ['Accept one word, or see alternatives', 'step-choose-dark.png'],
        ['Understand and customize', 'step-menu-dark.png'],
      ] as const) {
        await expand(title);
        await keys.screenshot(`walkthrough-${width}-${picture.slice(5, 9)}`);
        // VS Code hides a walkthrough's pictures in narrow editors; the link shows them in any.
        await clickLink('Show picture');
        await until(() => tabs().some(({ label }) => label === picture), picture);
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await openWalkthrough();
      }
    });
  }
});
