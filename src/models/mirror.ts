import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { innerPath } from './modelPath.js';

const publicHub = 'https://huggingface.co';

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
        '"{0}" is no address to download models from. Write one that begins with https:// in the setting "inkling.models.mirror", or clear it to use the public hub.',
        address,
      ),
    );
  }
  return url;
}

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
  const base = mirror.href.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return new URL(`${base}/${checked(id)}/resolve/${encodeURIComponent(revision)}/${checked(path)}`);
}

/** A model's page for people. */
export function pageUrl(mirror: URL, id: string): URL {
  return new URL(`${mirror.href.replace(/[?#].*$/, '').replace(/\/+$/, '')}/${checked(id)}`);
}
