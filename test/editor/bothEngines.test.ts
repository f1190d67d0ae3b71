import assert from 'node:assert/strict';
import { untilConnected, whileChosen, withServer } from './serverSupport.js';
import type { FakeServer, FakeServerOptions } from '../servers/fake/fakeServer.js';
import { accept, closeAll, expectNoGhost, keys, open, parseJson, until, withSettings } from './support.js';

/** Long enough to see the built-in model's text before the server's. */
const slowMs = 1500;
/** Long enough for an answer of the server to have come: it is asked twice if it does not spell the full stop first. */
const afterMs = 4500;

/** A place where the built-in model is not sure of anything. */
const nothingHere = 'Dear Zanzibar, ‸\n';

/** The built-in model's text is cut, so that the server may extend it. */
const cutShort = { maxTokens: 2 };

/** All ghost texts within a time. */
async function ghostsFor(ms: number): Promise<string[]> {
  const deadline = Date.now() + ms;
  const seen = new Set<string>();
  while (Date.now() < deadline) {
    seen.add(await keys.ghost());
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return [...seen];
}

/** The text that the built-in model suggests after `JSON.`. */
async function builtInText(): Promise<string> {
  await open(parseJson);
  await keys.type('.');
  const ghost = await keys.waitForGhost();
  await closeAll();
  return ghost;
}

/** Runs a test with both engines and a slow server that gives this answer, as one token. */
async function withBoth(text: string, test: (server: FakeServer) => Promise<void>): Promise<void> {
  const options: FakeServerOptions = { script: () => [{ text }, { text: '\n' }] };
  await withServer(options, (server) =>
    whileChosen('both', server, async () => {
      await open(parseJson);
      await untilConnected();
      await closeAll();
      server.writing.firstByteMs = slowMs;
      await test(server);
    }),
  );
}

/** Runs a test in which the server's text extends the built-in model's `first`, once a key has asked for both. */
const withExtension = (
  test: (texts: { first: string; whole: string }, server: FakeServer) => Promise<void>,
): Promise<void> =>
  withSettings(cutShort, async () => {
    const first = await builtInText();
    const whole = `${first}(text) as Served;`;
    await withBoth(whole, (server) => test({ first, whole }, server));
  });

describe('both engines', () => {
  afterEach(async () => {
    await keys.press('Escape');
    await closeAll();
  });

  it('show the server’s answer without a key where the built-in model has none', () =>
    withSettings({ eagerness: 'quiet' }, async () => {
      await open(nothingHere, 'plaintext');
      await keys.type('W');
      await expectNoGhost();
      await closeAll();
      await withBoth('We are here.', async () => {
        const editor = await open(nothingHere, 'plaintext');
        await keys.type('W');
        const ghost = await keys.waitForGhost(/e are here\.$/);
        await keys.screenshot('both-filled');
        await accept(editor, ghost);
      });
    }));

  it('extend the built-in model’s text by the server’s, which appears in its place at once', () =>
    withExtension(async ({ first, whole }) => {
      const editor = await open(parseJson);
      await keys.type('.');
      await keys.waitForGhost(first);
      assert.deepEqual(await ghostsFor(afterMs), [first, whole]);
      await keys.screenshot('both-extended');
      await accept(editor, whole);
    }));

  it('keep an extended text while it is typed through and accepted in parts', () =>
    withExtension(async ({ first, whole }) => {
      const editor = await open(parseJson);
      await keys.type('.');
      await keys.waitForGhost(whole);
      await keys.type(whole[0]!);
      await keys.waitForGhost(whole.slice(1));
      assert.deepEqual(await ghostsFor(afterMs), [whole.slice(1)]);
      await keys.press('Control+ArrowRight');
      const left = await keys.waitForGhost(whole.slice(first.length));
      await accept(editor, left);
    }));

  it('keep the built-in model’s text when the server’s is another one', () =>
    withSettings(cutShort, async () => {
      const first = await builtInText();
      await withBoth('zanzibar();', async (server) => {
        const before = server.completions.length;
        await open(parseJson);
        await keys.type('.');
        await keys.waitForGhost(first);
        assert.deepEqual(await ghostsFor(afterMs), [first]);
        assert.ok(server.completions.length > before);
      });
    }));

  it('show nothing more after Escape', () =>
    withExtension(async ({ first, whole }, server) => {
      const before = server.completions.length;
      await open(parseJson);
      await keys.type('.');
      await keys.waitForGhost(first);
      await until(() => server.completions.length > before, 'A request to the server');
      await keys.press('Escape');
      await keys.waitForNoGhost();
      assert.deepEqual(await ghostsFor(afterMs), ['']);
      await keys.type(first[0]!);
      await keys.waitForGhost(whole.slice(1));
    }));
});
