import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const networkModule =
  /(?:from |import\(|require\()'(?:node:)?(?:http|https|http2|net|tls|dns|dgram|undici|ws)(?:\/[\w-]+)?'/;
/** An import that parses addresses and opens no connection. */
const readsAddresses = /import \{ (?:(?:BlockList|isIP)(?:, )?)+ \} from 'node:net';/;
const networkGlobal = /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(/;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

const filesWith = (pattern: RegExp): string[] =>
  sources.filter((file) => pattern.test(readFileSync(file, 'utf8').replace(readsAddresses, '')));

// One file opens connections, so that one file has to be read to know when.
test('reaches the network from one file only', () => {
  expect(filesWith(networkModule)).toEqual([join('src', 'models', 'http.ts')]);
});

test('calls no global that opens a connection', () => {
  expect(filesWith(networkGlobal)).toEqual([]);
});
