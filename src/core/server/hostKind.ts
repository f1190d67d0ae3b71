/** The distance of a host from this machine. */
export type HostKind = 'machine' | 'network' | 'internet';

/** Names that only a local network resolves (RFC 6762, RFC 8375, ICANN's `.internal`, and common routers). */
const localNames = /\.(?:local|lan|internal|home\.arpa)$/;

function kindOfIpv4(host: string): HostKind | undefined {
  const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (!parts) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  if (first === 127 || first === 0) return 'machine';
  // Private use (RFC 1918), shared by carriers and VPNs (RFC 6598), link-local (RFC 3927).
  if (first === 10 || (first === 192 && second === 168)) return 'network';
  if (first === 172 && second >= 16 && second < 32) return 'network';
  if (first === 100 && second >= 64 && second < 128) return 'network';
  return first === 169 && second === 254 ? 'network' : 'internet';
}

function kindOfIpv6(host: string): HostKind {
  if (host === '::1' || host === '::') return 'machine';
  // An IPv4 address in IPv6 notation, which `URL` writes in hexadecimal.
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(host);
  if (mapped) {
    const [high, low] = [parseInt(mapped[1]!, 16), parseInt(mapped[2]!, 16)];
    return kindOfIpv4(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`)!;
  }
  // Unique local (RFC 4193) and link-local (RFC 4291).
  return /^f[cd]|^fe[89ab]/.test(host) ? 'network' : 'internet';
}

/**
 * The distance of a host, as far as its name tells: names are not resolved, since with a proxy only the proxy can.
 * A name without a dot is one of the local network.
 *
 * @param hostname as `URL` gives it: lowercase, IPv4 with four decimal parts, IPv6 in brackets.
 */
export function hostKindOf(hostname: string): HostKind {
  if (hostname.startsWith('[')) return kindOfIpv6(hostname.slice(1, -1));
  const name = hostname.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return 'machine';
  return kindOfIpv4(name) ?? (!name.includes('.') || localNames.test(name) ? 'network' : 'internet');
}
