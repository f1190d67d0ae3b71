import { t } from '@vscode/l10n';
import { validateHeaderName, validateHeaderValue } from 'http';
import { UserError } from '../../core/errors.js';
import type { ServerOptions } from '../../core/server/serverOptions.js';

/** Headers that describe the connection and the body, which only Node knows. */
const reserved = ['connection', 'content-length', 'transfer-encoding'];

function isValid(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/**
 * The headers of every request. Those of the settings win over the key's, for gateways with a scheme of their own.
 *
 * @throws UserError for a key or a header that HTTP cannot carry. The message never has the value.
 */
export function headersOf({ apiKey = '', headers }: ServerOptions): Readonly<Record<string, string>> {
  const result: Record<string, string> = { 'user-agent': 'inkling' };
  // A key is often pasted with the line's end.
  const key = apiKey.trim();
  if (key !== '') result.authorization = `Bearer ${key}`;
  if (!isValid('authorization', key)) {
    throw new UserError(
      t('The API key has characters that HTTP can\'t send. Run "Inkling: Set Server API Key" to enter it again.'),
    );
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!isValid(name, value)) {
      throw new UserError(
        t('The header "{0}" in the setting "inkling.server.headers" has characters that HTTP can\'t send.', name),
      );
    }
    if (!reserved.includes(name.toLowerCase())) result[name.toLowerCase()] = value;
  }
  return result;
}
