import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keys, until, waitForMessage } from './support.js';

/** Rows of the quick pick that is open; one that has gone stays in the page, out of sight. */
const widget = '.quick-input-widget:not([style*="display: none"])';
export const rows = `${widget} .quick-input-list .monaco-list-row`;

/** Runs a command as a user does who knows its title. */
export async function runFromPalette(title: string): Promise<void> {
  await keys.press('F1');
  await keys.waitForText(rows, (text) => text !== '');
  await keys.type(title);
  await keys.waitForText(rows, (text) => text.includes(title));
  // A command that was used more recently comes first, if its title has the same words and others.
  for (let row = 0; !(await focusedRow()).includes(title); row++) {
    if (row === maxRows) throw new Error(`The palette does not come to "${title}".`);
    await keys.press('ArrowDown');
  }
  await keys.press('Enter');
}

const maxRows = 10;
const focusedRow = (): Promise<string> => keys.waitForText(`${rows}.focused`, (text) => text !== '');

/** Waits for what a user sees of a command. */
type Outcome = () => Promise<unknown>;

const message = (part: string): Outcome => {
  return () => waitForMessage((text) => text.includes(part));
};
const element = (selector: string, part: string): Outcome => {
  return () => keys.waitForText(selector, (text) => text.includes(part));
};
const row = (part: string): Outcome => element(rows, part);
const tab = (part: string): Outcome => {
  const isOpen = (): boolean =>
    vscode.window.tabGroups.all.some((group) => group.tabs.some(({ label }) => label.includes(part)));
  return () => until(isOpen, `A tab "${part}"`);
};

/** Commands of the palette that do the same wherever they run, by title. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  'Turn On or Off': message('Inkling is off.'),
  'Restart Engine': message('The engine was restarted. Model: '),
  'Show Log': element('.part.panel .pane-header, .part.panel .title, .part.panel .composite.title', ''),
  'Show Menu': row('Choose model'),
  'Choose Model': row('Built-in model'),
  'Connect to Server': element('.quick-input-widget .quick-input-message', 'Address of a server'),
  'Set Server API Key': message('No server is set up.'),
  'Choose Server Model': message('No server is set up.'),
  'Disconnect from Server': message('No server is set up.'),
  'Explain Suggestion': () =>
    until(() => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isWebview)), 'The lens'),
  'Choose Strategy': row('greedy'),
  'Set Suggestion Frequency': row('balanced'),
  'Show Statistics': () =>
    until(() => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isWebview)), 'The statistics'),
  'Report Issue': element('.codelens-decoration a', 'Copy Report'),
  'Try in a Sample File': () => keys.waitForGhost(),
  'Open Walkthrough': tab('Welcome'),
};

const isWebview = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputWebview;

/** Commands whose outcome depends on whether a folder is open and may be learned from. */
export const indexOutcomes = {
  noFolder: {
    'Clear Workspace Index': message('No folder is open'),
    'Rebuild Workspace Index': message('No folder is open'),
  },
  notLearning: {
    'Clear Workspace Index': message('The workspace index was cleared'),
    'Rebuild Workspace Index': message('because the setting "inkling.workspace.learn" is off'),
  },
} satisfies Record<string, Readonly<Record<string, Outcome>>>;

/** Commands that need a text that can be edited. */
export const editOutcomes: Readonly<Record<string, Outcome>> = {
  Generate: message('Open a file first.'),
  'Suggest at the Cursor': message('Open a file first.'),
};

/**
 * The titles of all commands that the palette has without a preview of Generate. Resetting the statistics is tested with
 * their page.
 */
export function paletteTitles(): string[] {
  const { contributes } = vscode.extensions.getExtension('inkling.inkling')!.packageJSON as {
    contributes: {
      commands: { command: string; title: string | { value: string } }[];
      menus: { commandPalette: { command: string; when: string }[] };
    };
  };
  const { commands, menus } = contributes;
  const elsewhere = menus.commandPalette.filter(({ when }) => /^false$|previewing|generating/.test(when));
  const hidden = new Set([...elsewhere.map(({ command }) => command), 'inkling.resetStatistics']);
  return commands
    .filter(({ command }) => !hidden.has(command))
    .map(({ title }) => (typeof title === 'string' ? title : title.value));
}

/** Runs commands one after the other; each must be seen to do something. */
export async function expectOutcomes(
  all: Readonly<Record<string, Outcome>>,
  prepare: () => Promise<unknown>,
  cleanUp: () => Promise<unknown>,
): Promise<void> {
  for (const [title, outcome] of Object.entries(all)) {
    await prepare();
    try {
      await runFromPalette(`Inkling: ${title}`);
      await outcome();
    } catch (error) {
      assert.fail(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await cleanUp();
    }
  }
}
