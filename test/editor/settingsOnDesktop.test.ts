import assert from 'node:assert/strict';
import { closeAll, keys, open, parseJson, waitForMessage, withSetting } from './support.js';

describe('settings of a desktop', () => {
  afterEach(closeAll);

  it('keep the loaded model and show the next step once when the model folder is wrong', async () => {
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
    await withSetting('model.folder', '/no/such/model', async () => {
      const message = await waitForMessage((text) => text.includes('/no/such/model'));
      await open(parseJson);
      assert.match(message, /cannot be read.*inkling\.model\.folder/);
      await keys.type('.');
      await keys.waitForGhost();
    });
  });
});
