import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const networkModule =
  /(?:from |import\(|require\()'(?:node:)?(?:http|https|http2|net|tls|dns|dgram|undici|ws)(?:\/[\w-]+)?'/;
/** Imports that parse addresses, check headers or list certificates, and open no connection. */
const opensNothing = [
  /import \{ (?:(?:BlockList|isIP)(?:, )?)+ \} from 'node:net';/,
  /import \{ validateHeaderName, validateHeaderValue \} from 'http';/,
  /import type \{ IncomingHttpHeaders \} from 'http';/,
  /import tls from 'node:tls';/,
];
const networkGlobal = /\b(?:tls\.connect|fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(/;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

const filesWith = (pattern: RegExp): string[] =>
  sources.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return pattern.test(opensNothing.reduce((rest, harmless) => rest.replace(harmless, ''), text));
  });

// Two files open connections, so that two files have to be read to know when.
test('reaches the network from two files only', () => {
  expect(filesWith(networkModule).sort()).toEqual([
    join('src', 'models', 'http.ts'),
    join('src', 'server', 'http', 'httpClient.ts'),
  ]);
});

test('calls a global that opens a connection in one file only', () => {
  expect(filesWith(networkGlobal)).toEqual([join('src', 'editor', 'platform', 'web', 'webHostFiles.ts')]);
});
