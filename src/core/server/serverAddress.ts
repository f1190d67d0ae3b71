import { hostKindOf } from './hostKind.js';
import type { Dialect } from './serverOptions.js';

/** A server's address, parsed. */
export interface ServerAddress {
  /** Scheme, host, port and path prefix without a trailing slash: `https://team.example/llm`. Endpoints are appended. */
  readonly base: string;
  /** Host and port, without a path or credentials: for display. */
  readonly host: string;
  /** Whether the address is this machine's, so that code sent there does not leave it. */
  readonly isLocal: boolean;
  /** The only protocol with the endpoint that the address names; a hint where probing does not tell. */
  readonly dialect?: Dialect;
}

/** Reasons why an address is not usable. */
export type AddressProblem = 'empty' | 'invalid' | 'scheme' | 'credentials' | 'query';

/** Endpoints that users copy along with an address; the longest that matches is removed. */
const endpoints: readonly (readonly [path: RegExp, dialect?: Dialect])[] = [
  [/\/v1\/(?:chat\/)?completions$/, 'openai'],
  [/\/v1\/models$/],
  [/\/v1$/],
  [/\/(?:completions?|infill|props|health|slots|tokenize)$/, 'llama.cpp'],
  [/\/api\/(?:generate|chat|tags|version|show|ps)$/, 'ollama'],
  [/\/api$/, 'ollama'],
];

/** Addresses to listen at, which servers print at their start, and which not every system can connect to. */
const reachable: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/** An IPv6 address without the brackets that a URL requires. */
const bareIpv6 = /^[\da-f]*:[\da-f]*:[\da-f:.]*$/i;

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Without a scheme: HTTP for this machine and its network, HTTPS for the internet. */
function withScheme(text: string): URL | undefined {
  const url = urlOf(`https://${bareIpv6.test(text) ? `[${text}]` : text}`);
  if (!url || hostKindOf(url.hostname) === 'internet') return url;
  // Parsed again, since `URL` drops a scheme's own port: `box:443` is 443 by HTTP, too.
  return urlOf(url.href.replace(/^https:\/\/[^/]*/, () => `http://${url.hostname}${portOf(text)}`));
}

const portOf = (text: string): string =>
  bareIpv6.test(text) ? '' : (/^[^/?#]*?(:\d+)(?=[/?#]|$)/.exec(text)?.[1] ?? '');

/**
 * Parses an address that a user entered: a host, with or without a port, scheme and path prefix, or the full path of
 * any endpoint. Without a scheme it is `http` for this machine and its network (private addresses, names without a dot,
 * `.local` and the like), and `https` for every other host.
 *
 * @returns the reason if it is not usable. User names and passwords are refused, since settings are no place for secrets.
 */
export function parseServerAddress(text: string): ServerAddress | AddressProblem {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return 'scheme';
  const url = scheme === undefined ? withScheme(trimmed) : urlOf(trimmed);
  if (!url || /\s/.test(trimmed)) return 'invalid';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.search !== '') return 'query';
  return addressOf(url);
}

function addressOf(url: URL): ServerAddress {
  const hostname = reachable[url.hostname] ?? url.hostname;
  const host = url.port === '' ? hostname : `${hostname}:${url.port}`;
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  const endpoint = endpoints.find(([pattern]) => pattern.test(path));
  const prefix = (endpoint ? path.replace(endpoint[0], '') : path).replace(/(?<!\/)\/+$/, '');
  return {
    base: `${url.protocol}//${host}${prefix}`,
    host,
    isLocal: hostKindOf(hostname) === 'machine',
    ...(endpoint?.[1] === undefined ? {} : { dialect: endpoint[1] }),
  };
}
