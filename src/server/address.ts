import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { parseServerAddress, type AddressProblem, type ServerAddress } from '../core/server/serverAddress.js';

// None of these quotes the address, which may hold a password.
function messageOf(problem: AddressProblem): string {
  switch (problem) {
    case 'empty':
      return t('Enter the address of your server in the setting "inkling.server.address", such as localhost:8080.');
    case 'invalid':
      return t(
        'The setting "inkling.server.address" isn\'t an address. Enter a host, such as localhost:8080 or https://team.example/v1.',
      );
    case 'scheme':
      return t('The setting "inkling.server.address" has to start with http:// or https://, or with the host.');
    case 'credentials':
      return t(
        'The setting "inkling.server.address" must not have a user name or password. Remove them, and run "Inkling: Set Server API Key".',
      );
    case 'query':
      return t(
        'The setting "inkling.server.address" must not have a query (the part after "?"). Remove it; for a key, run "Inkling: Set Server API Key".',
      );
  }
}

/**
 * Parses the address of a server.
 *
 * @throws UserError for one that is not usable.
 */
export function addressOf(text: string): ServerAddress {
  const address = parseServerAddress(text);
  if (typeof address === 'string') throw new UserError(messageOf(address));
  return address;
}
