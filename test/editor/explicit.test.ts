import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, expectNoGhost, expectSameGhost, keys, open, parseJson, withSettings } from './support.js';

/** Presses a key that shows another suggestion, and waits for it. */
async function ghostAfter(key: string, ghost: string): Promise<string> {
  await keys.press(key);
  return keys.waitForGhost((now) => now !== '' && now !== ghost);
}

const next = 'Alt+BracketRight';
const previous = 'Alt+BracketLeft';
const afterDot = parseJson.replace('JSON‸', 'JSON.‸');

describe('ghost text on explicit request', () => {
  afterEach(closeAll);

  it('shows a suggestion below the threshold for automatic ones', async () => {
    await open('‸');
    await keys.type('zq');
    await expectNoGhost();
    await vscode.commands.executeCommand('inkling.trigger');
    await keys.waitForGhost();
  });

  it('cycles through several with Alt+] and Alt+[, and Tab accepts the one that is shown', async () => {
    const editor = await open(afterDot);
    await keys.press('Alt+Backslash');
    const first = await keys.waitForGhost();
    const second = await ghostAfter(next, first);
    const third = await ghostAfter(next, second);
    await keys.screenshot('several');
    assert.equal(new Set([first, second, third]).size, 3);
    assert.equal(await ghostAfter(next, third), first);
    assert.equal(await ghostAfter(previous, first), third);
    assert.equal(await ghostAfter(previous, third), second);
    await accept(editor, second);
  });

  it('adds others after the automatic one, which stays first', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    const typed = await keys.waitForGhost();
    const second = await ghostAfter(next, typed);
    assert.equal(await ghostAfter(previous, second), typed);
    await accept(editor, typed);
  });

  it('keeps the others when the user types along', async () => {
    await open(afterDot);
    await keys.press('Alt+Backslash');
    const first = await keys.waitForGhost();
    const second = await ghostAfter(next, first);
    const common = Array.from(second).findIndex((character, i) => character !== first[i]);
    await keys.type(second.slice(0, common + 1));
    // The editor may have closed brackets that were typed.
    const withoutClosers = (text: string): string => text.replace(/[)\]}]/g, '');
    const rest = withoutClosers(second.slice(common + 1));
    await keys.waitForGhost((ghost) => withoutClosers(ghost) === rest);
  });

  it('shows as many different ones as the setting says', async () => {
    for (const [text, alternatives] of [
      [afterDot, 2],
      [parseJson.replace('JSON‸', 'JSON.parse(‸)'), 4],
    ] as const) {
      await withSettings({ alternatives }, async () => {
        await open(text);
        await keys.press('Alt+Backslash');
        const seen = [await keys.waitForGhost()];
        while (seen.length < alternatives) seen.push(await ghostAfter(next, seen.at(-1)!));
        assert.equal(new Set(seen).size, alternatives);
        assert.equal(await ghostAfter(next, seen.at(-1)!), seen[0]);
      });
      await closeAll();
    }
  });

  it('shows one when the setting says so', async () => {
    await withSettings({ alternatives: 1 }, async () => {
      await open(afterDot);
      await keys.press('Alt+Backslash');
      const only = await keys.waitForGhost();
      await keys.press(next);
      await expectSameGhost(only);
    });
  });
});
