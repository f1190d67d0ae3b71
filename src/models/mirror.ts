import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { innerPath } from './modelPath.js';

const publicHub = 'https://huggingface.co';
const maxShownLength = 200;

/** Whether an address leads to the public hub. */
export const isPublicHub = ({ origin }: URL): boolean => origin === publicHub;

/** An address as messages and logs may have it: without a name, a password, a query, or anything that breaks lines. */
export const withoutSecrets = (address: string): string =>
  address
    .replace(/^([\w+.-]*:\/\/)?.*@/s, '$1')
    .split(/[?#]/, 1)[0]!
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .slice(0, maxShownLength);

/**
 * The server that models come from.
 *
 * @param address as the setting has it: `https://host`, with a path in front of the models where a server has one; empty
 * for the public hub.
 * @throws UserError if it is no address of a web server.
 */
export function parseMirror(address: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(address.trim() || publicHub);
  } catch {
    // Said below, together with addresses of other kinds.
  }
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new UserError(
      t(
        '"{0}" isn\'t a valid download server. Enter an address that starts with https:// in the setting "inkling.models.mirror", or clear it to use the public hub.',
        withoutSecrets(address),
      ),
    );
  }
  return url;
}

/** The mirror's address without query, fragment and slashes at its end. */
const baseOf = ({ href }: URL): string => href.split(/[?#]/, 1)[0]!.replace(/(?<!\/)\/+$/, '');

/** A path for a URL, in which `..` would be resolved as in a file's path. */
function checked(path: string): string {
  innerPath('', path);
  return path;
}

/**
 * Where a file of a model lies, as the hub lays it out.
 *
 * @throws RangeError if the id or the path could lead elsewhere on the server.
 */
export function fileUrl(mirror: URL, id: string, revision: string, path: string): URL {
  return new URL(`${baseOf(mirror)}/${checked(id)}/resolve/${encodeURIComponent(revision)}/${checked(path)}`);
}

/** A model's web page, without the mirror's name and password: a browser keeps what it opens. */
export function pageUrl(mirror: URL, id: string): URL {
  const page = new URL(`${baseOf(mirror)}/${checked(id)}`);
  page.username = '';
  page.password = '';
  return page;
}
