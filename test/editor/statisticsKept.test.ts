import { expectNumber, reset, showPage, suggested } from './statisticsPage.js';
import { accept, closeAll, keys, open, parseJson, textAtCursor, until } from './support.js';

describe('statistics of accepted suggestions', () => {
  beforeEach(reset);
  afterEach(closeAll);

  it('check after 30 seconds whether the text is still there, which it is not when undone', async function () {
    this.timeout(100_000);
    const kept = await open(parseJson);
    await accept(kept, await suggested());
    const undone = await open(parseJson);
    const ghost = await suggested();
    const before = textAtCursor(undone);
    await accept(undone, ghost);
    await keys.press('Control+Z');
    await until(() => textAtCursor(undone) === before, 'Undoing');
    await showPage();
    await expectNumber('Kept after 30 s', '50% (2 checked)', 45_000);
    await expectNumber('Kept after 2 min', '–');
  });
});
