import assert from 'node:assert/strict';
import { openByKeys, rows } from '../editor/menuKeys.js';
import { accept, closeAll, keys, open, parseJson } from '../editor/support.js';

describe('the entries of the menu in a browser', () => {
  afterEach(async () => {
    await keys.press('Escape');
    await closeAll();
  });

  it('have their current values, and none needs a desktop', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    await openByKeys();
    await keys.waitForText(rows, (text) => /Statistics.*\d+ of \d+ accepted/.test(text));
    await keys.screenshot('web-menu');
    for (const wanted of [
      /Turn off for TypeScript\W*on/i,
      /Turn off everywhere\W*on/,
      /Choose strategy.*greedy/,
      /Set suggestion frequency.*eager/,
      /Last latency.*[\d.]+ ms/,
      /Show log/,
      /Report issue/,
      /Settings/,
      /Restart engine/,
    ]) {
      await keys.waitForText(rows, (text) => wanted.test(text));
    }
    const texts = await keys.texts(rows);
    assert.equal(
      texts.some((text) => /Choose model|server/i.test(text)),
      false,
      texts.join(' | '),
    );
  });
});
