import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { pageUrl, parseMirror } from '../../../src/models/mirror.js';
import { loginPage, otherBytes, redirectTo, status, type Behaviour } from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, run } from './support/downloads.js';

const withPassword = (address: string): string => address.replace('//', '//user:hunter2@');

test("sends the name and password in the mirror's address to the mirror", async () => {
  const hub = await hubOfTest();
  let sent: string | undefined;
  hub.misbehave('GET config.json', ({ request, response }) => {
    sent = request.headers.authorization;
    response.writeHead(500).end();
  });
  expect(await run(downloaderOfTest({ address: withPassword(hub.address) }))).toBeDefined();
  expect(sent).toBe(`Basic ${Buffer.from('user:hunter2').toString('base64')}`);
});

test("sends the name and password in the mirror's address to no other server", async () => {
  const [hub, other] = [await hubOfTest(), await hubOfTest()];
  let sent: string | undefined = 'not asked';
  other.misbehave('GET config.json', ({ request, response, content }) => {
    sent = request.headers.authorization;
    response.end(content);
  });
  hub.misbehave('GET config.json', redirectTo(`${other.address}/maker/tiny/resolve/main/config.json`));
  expect(await run(downloaderOfTest({ address: withPassword(hub.address) }))).toBeDefined();
  expect(sent).toBeUndefined();
});

const always = (behaviour: Behaviour): Behaviour[] => Array.from({ length: 20 }, () => behaviour);

test.each<[string, Behaviour]>([
  ['a problem of the server', status(500)],
  ['a refusal', status(401)],
  ['too many requests', status(429)],
  ['other bytes', otherBytes],
  ['a login page', loginPage('text/html')],
  ['a redirect to another scheme', redirectTo('ftp://user:hunter2@hub.test/x?token=hunter2')],
  ['a redirect to itself', redirectTo('/maker/tiny/resolve/main/config.json')],
])('hides the password of %s in the message and in the log', async (_, fault) => {
  const hub = await hubOfTest();
  hub.misbehave('GET config.json', ...always(fault));
  const error = await run(downloaderOfTest({ address: withPassword(hub.address) })).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
});

test.each([
  'htps://user:hunter2@hub.test',
  'user:hunter2@hub.test',
  'ftp://user:se/cret@hub.test/?token=hunter2',
  'http://user:hunter2@',
])('hides the password when the address %s is wrong', (address) => {
  const parse = (): unknown => parseMirror(address);
  expect(parse).toThrow(/isn't a valid download server/);
  expect(parse).not.toThrow(/hunter2|se\/cret/);
});

test('passes no password to a browser', () => {
  expect(pageUrl(parseMirror('https://user:hunter2@hub.test/x/'), 'a/b').href).toBe('https://hub.test/x/a/b');
});
