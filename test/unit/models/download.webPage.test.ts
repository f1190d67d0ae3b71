import { describe, expect, test } from 'vitest';
import { loginPage, redirectTo, status, withoutLength, type Behaviour } from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, model, run, runUntil, tinyModel, treeOf } from './support/downloads.js';

const weights = 'onnx/model.onnx_data';
const files = { ...tinyModel(), [weights]: Buffer.from('<weights may begin with any byte') };
const paths = Object.keys(files);
const always = (behaviour: Behaviour): Behaviour[] => Array.from({ length: 20 }, () => behaviour);

const pages: [string, Behaviour][] = [
  ['that says so', loginPage('text/html; charset=utf-8')],
  ['without a type', loginPage()],
  ['with the type of a file', loginPage('application/octet-stream')],
  ['in XHTML', loginPage('application/xhtml+xml', '<?xml version="1.0"?><html/>')],
];

describe.each(paths)('a login page in place of %s', (path) => {
  test.each(pages)('is reported as a web page: %s', async (_, page) => {
    const hub = await hubOfTest({ files, isPlain: true });
    hub.misbehave(`HEAD ${path}`, ...always(page));
    hub.misbehave(`GET ${path}`, ...always(page));
    const tiny = downloaderOfTest(hub);
    await expect(run(tiny)).rejects.toThrow(
      `returned a web page instead of ${path} of maker/tiny. You may have to sign in: open it in a browser`,
    );
    expect(tiny.waits).toEqual([]);
    expect(treeOf(tiny.store.root)).not.toContain(`maker/tiny.part/${path}`);

    hub.misbehave(`HEAD ${path}`);
    hub.misbehave(`GET ${path}`);
    expect(await run(tiny)).toBeDefined();
  });

  test('is reported as a web page after a redirect', async () => {
    const hub = await hubOfTest({ files: { ...files, 'login.html': Buffer.from('<html>') }, isPlain: true });
    hub.misbehave('HEAD login.html', ...always(loginPage('text/html')));
    hub.misbehave('GET login.html', ...always(loginPage('text/html')));
    for (const method of ['HEAD', 'GET']) {
      hub.misbehave(`${method} ${path}`, ...always(redirectTo('/maker/tiny/resolve/main/login.html')));
    }
    await expect(run(downloaderOfTest(hub))).rejects.toThrow(/returned a web page instead of/);
  });
});

test('keeps the downloaded part when a login page comes in the middle of a download', async () => {
  const hub = await hubOfTest({ isPlain: true });
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  hub.misbehave('GET onnx/model.onnx', loginPage());
  await expect(run(tiny)).rejects.toThrow(/web page instead of onnx\/model\.onnx/);
  expect((await tiny.store.list()).partial[0]!.doneBytes).toBeGreaterThanOrEqual(200_000);
  expect(await run(tiny)).toBeDefined();
  expect(hub.asked.at(-1)!.range).toMatch(/^bytes=\d{6}-$/);
});

test('rejects a configuration that is not JSON', async () => {
  const hub = await hubOfTest({ files: { ...tinyModel(), 'config.json': Buffer.from('Welcome!') }, isPlain: true });
  await expect(run(downloaderOfTest(hub))).rejects.toThrow(/config\.json of maker\/tiny.*: it is not valid JSON\./);
});

describe('a server that refuses HEAD', () => {
  test.each([403, 405, 501])('is asked for the first byte when it answers %i', async (code) => {
    const hub = await hubOfTest();
    for (const { path } of model.files) hub.misbehave(`HEAD ${path}`, ...always(status(code)));
    const tiny = downloaderOfTest(hub);
    expect(await run(tiny)).toBeDefined();
    const asked = hub.asked.filter(({ file }) => file === 'tokenizer.json').map(({ method, range }) => [method, range]);
    expect(asked).toEqual([
      ['HEAD', undefined],
      ['GET', 'bytes=0-0'],
      ['GET', undefined],
    ]);
  });

  test.each([
    ['that does not know ranges', 200, /./],
    ['that refuses files as well', 403, /restricts access to maker\/tiny \(403\)/],
  ])('%s', async (_, code, says) => {
    const hub = await hubOfTest({ isPlain: true });
    hub.misbehave('HEAD tokenizer.json', ...always(status(405)));
    hub.misbehave('GET tokenizer.json', code === 200 ? withoutLength : status(code));
    const outcome = await run(downloaderOfTest(hub)).catch((error: unknown) => String(error));
    expect(outcome).toMatch(says);
    if (code === 200) expect(outcome).not.toContain('Error');
  });

  test('delivers empty files, too', async () => {
    const hub = await hubOfTest({ isPlain: true, files: { ...tinyModel(), [weights]: Buffer.alloc(0) } });
    hub.misbehave(`HEAD ${weights}`, status(405));
    hub.misbehave(`GET ${weights}`, ({ response }) => {
      response.writeHead(416, { 'content-range': 'bytes */0' }).end();
    });
    const folder = await run(downloaderOfTest(hub));
    expect(treeOf(folder!)).toContain(weights);
  });
});
