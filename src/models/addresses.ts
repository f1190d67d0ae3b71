import { BlockList, isIP } from 'node:net';

/** The distance of a host from this machine. */
export type Nearness = 'machine' | 'network' | 'internet';

function blockList(subnets: readonly [address: string, prefix: number][]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

/** Unspecified, loopback and link-local; the last is also where clouds answer with a machine's credentials. */
const machine = blockList([
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['::', 127],
  ['fe80::', 10],
]);
/** Private use (RFC 1918), shared by carriers (RFC 6598), unique local (RFC 4193). */
const network = blockList([
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
]);

/**
 * The distance of a URL's host, as far as its name tells: names are not resolved, since with a proxy only the proxy can.
 */
export function nearnessOf({ hostname }: URL): Nearness {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'machine';
  const family = isIP(host);
  if (family === 0) return 'internet';
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (machine.check(host, type)) return 'machine';
  return network.check(host, type) ? 'network' : 'internet';
}
