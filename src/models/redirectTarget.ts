import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { nearnessOf } from './addresses.js';
import { isPublicHub, withoutSecrets } from './mirror.js';

/**
 * The address that a redirect leads to.
 *
 * @param location the header's value.
 * @param from the address that answered with it.
 * @param start the address that was asked first.
 * @throws UserError if it must not be followed: for an unencrypted connection in place of an encrypted one, a scheme other
 * than HTTP, or an address of this machine or its network.
 */
export function redirectTarget(location: string, from: URL, start: URL): URL {
  let next: URL | undefined;
  try {
    next = new URL(location, from);
  } catch {
    // Said below, together with addresses that must not be followed.
  }
  const isSafe = next?.protocol === 'https:' || (next?.protocol === 'http:' && from.protocol === 'http:');
  if (!next || !isSafe) {
    throw new UserError(
      t(
        '{0} redirects the download to "{1}", which Inkling doesn\'t follow because the connection isn\'t encrypted. Use another server in the setting "inkling.models.mirror".',
        from.host,
        withoutSecrets(location),
      ),
    );
  }
  if (leadsInward(next, start)) {
    throw new UserError(
      t(
        '{0} redirects the download to "{1}", an address on this machine or its network, which Inkling doesn\'t follow. Use another server in the setting "inkling.models.mirror".',
        from.host,
        withoutSecrets(next.href),
      ),
    );
  }
  return next;
}

/**
 * Whether a server sends a request to a place that it could not reach itself. A company's mirror may well store its files
 * at a private address; the public hub does not, and neither has any business with this machine.
 */
function leadsInward(next: URL, start: URL): boolean {
  const nearness = nearnessOf(next);
  if (nearness === 'machine') return nearnessOf(start) !== 'machine';
  return nearness === 'network' && isPublicHub(start);
}
