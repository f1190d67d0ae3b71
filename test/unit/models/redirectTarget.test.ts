import { expect, test } from 'vitest';
import { nearnessOf, type Nearness } from '../../../src/models/addresses.js';
import { redirectTarget } from '../../../src/models/redirectTarget.js';

const hub = 'https://huggingface.co/a/b/resolve/main/c.json';
const company = 'https://models.company.test/a/b/resolve/main/c.json';
const loopback = 'http://127.0.0.1:8080/a/b/resolve/main/c.json';

test.each<[string, string, string]>([
  [hub, 'https://cdn-lfs.huggingface.co/x?Signature=y', 'https://cdn-lfs.huggingface.co/x?Signature=y'],
  [hub, '/api/x', 'https://huggingface.co/api/x'],
  [hub, '//cdn.test/x', 'https://cdn.test/x'],
  [company, 'https://10.1.2.3/x', 'https://10.1.2.3/x'],
  [loopback, 'http://127.0.0.1:9090/x', 'http://127.0.0.1:9090/x'],
  [loopback, 'https://cdn.test/x', 'https://cdn.test/x'],
])('from %s to %s', (from, location, target) => {
  expect(redirectTarget(location, new URL(from), new URL(from)).href).toBe(target);
});

test.each([
  'http://cdn.test/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ftp://cdn.test/x',
  'http://',
  'https://[',
])('follows no redirect from an encrypted connection to %s', (location) => {
  expect(() => redirectTarget(location, new URL(hub), new URL(hub))).toThrow(
    /^huggingface\.co redirects the download to .*which Inkling doesn't follow because the connection isn't encrypted/,
  );
});

test.each([
  [hub, 'https://127.0.0.1/x'],
  [hub, 'https://2130706433/x'],
  [hub, 'https://localhost:1234/x'],
  [hub, 'https://a.localhost./x'],
  [hub, 'https://[::1]/x'],
  [hub, 'https://[::ffff:127.0.0.1]/x'],
  [hub, 'https://169.254.169.254/latest/meta-data'],
  [hub, 'https://0.0.0.0/x'],
  [hub, 'https://10.1.2.3/x'],
  [hub, 'https://192.168.0.1/x'],
  [hub, 'https://[fd00::1]/x'],
  [company, 'https://127.0.0.1/x'],
  [company, 'https://169.254.169.254/x'],
])('follows no redirect from %s to %s', (from, location) => {
  expect(() => redirectTarget(location, new URL(from), new URL(from))).toThrow(
    /an address on this machine or its network, which Inkling doesn't follow/,
  );
});

test('judges a redirect by the first address, not by the last one', () => {
  expect(() => redirectTarget('https://10.0.0.1/x', new URL('https://cdn.test/y'), new URL(hub))).toThrow(/network/);
});

test('shows no signature, password or line break of a redirect in a message', () => {
  const location = 'ftp://user:secret@cdn.test/x\u2028y?X-Amz-Signature=secret#secret';
  const thrown = (): unknown => redirectTarget(location, new URL(hub), new URL(hub));
  expect(thrown).toThrow('"ftp://cdn.test/xy"');
  expect(thrown).not.toThrow(/secret/);
});

test.each<[string, Nearness]>([
  ['http://localhost', 'machine'],
  ['http://127.1', 'machine'],
  ['http://[::]', 'machine'],
  ['http://[fe80::1]', 'machine'],
  ['http://172.31.0.1', 'network'],
  ['http://172.32.0.1', 'internet'],
  ['http://[fc00::1]', 'network'],
  ['http://[::ffff:10.0.0.1]', 'network'],
  ['http://hub.test', 'internet'],
  ['http://8.8.8.8', 'internet'],
])('%s is in the %s', (address, nearness) => expect(nearnessOf(new URL(address))).toBe(nearness));
