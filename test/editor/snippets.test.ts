import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { learnsFromPlanted, unread, uriOf, withUnread } from './planted.js';
import { keys, open, withSetting } from './support.js';

const webview = { isWebview: true } as const;

/** A function with a name that no other file has. */
const defining = (name: string): string => `export function ${name}Quorvex(account: string): void {}\n`;

/** The prompt's other files in the lens: their paths and numbers of tokens. */
async function otherFiles(): Promise<string[]> {
  await keys.click({ ...webview, text: 'Explain at Cursor' });
  // While the user pauses, better snippets are prefilled.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return keys.texts('.part-snippet figcaption', webview);
}

async function untilOtherFiles(wanted: (captions: readonly string[]) => boolean): Promise<string[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const captions = await otherFiles();
    if (wanted(captions)) return captions;
    if (Date.now() > deadline) throw new Error(`The prompt's other files are still ${JSON.stringify(captions)}.`);
  }
}

describe('snippets of other files', () => {
  learnsFromPlanted();

  it('are in the prompt when enabled, as the lens shows, and never from files that are not read', async () => {
    const inPrompt = async (): Promise<void> => {
      const names = [...unread, 'plain'].map((name) => `${name}Quorvex`);
      await open(`const all = [${names.join(', ')}];\nall.‸\n`);
      await vscode.commands.executeCommand('inkling.showWhy');
      await keys.click({ selector: '#tab-prompt', ...webview });
      const captions = await untilOtherFiles((all) => all.some((caption) => caption.includes('plain.ts')));
      // Other files of the sample may have their say, too.
      assert.ok(
        captions.some((caption) => /^other file src\/plain\.ts: \d+$/.test(caption)),
        captions.join(),
      );
      assert.deepEqual(
        captions.filter((caption) => /\.env|private|ignored/.test(caption)),
        [],
      );
      await keys.screenshot('lens-snippets');

      await vscode.workspace.fs.delete(uriOf('src/plain.ts'));
      await untilOtherFiles((all) => all.every((caption) => !caption.includes('plain.ts')));
    };
    await withSetting('context.snippets', true, () => withUnread(defining, inPrompt));
  });
});
