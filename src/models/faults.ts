import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { diskFull } from './diskSpace.js';
import { finalFault, WrongContent, type Fault, type Source } from './fault.js';
import { faultOfNetwork } from './networkFaults.js';
import { HttpStatusError } from './redirects.js';
import { faultOfStatus } from './statusFaults.js';
import { Compressed, WebPage } from './webPage.js';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function ofDisk(code: string, { folder }: Source): Fault | undefined {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return finalFault(diskFull(folder).message);
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EBUSY'].includes(code)) {
    return finalFault(
      t(
        'Inkling can\'t write to {0} ({1}). Grant access, or choose another folder in the setting "inkling.models.folder".',
        folder,
        code,
      ),
    );
  }
  return undefined;
}

function ofContent(error: unknown, { id, path, host }: Source): Fault | undefined {
  if (error instanceof WrongContent) {
    return {
      kind: 'wrong',
      message: t(
        '{0} of {1} did not arrive from {2} as expected: {3} It was not used. Try again later, or use another server in the setting "inkling.models.mirror".',
        path,
        id,
        host,
        error.message,
      ),
    };
  }
  if (error instanceof WebPage) {
    return finalFault(
      t(
        '{0} returned a web page instead of {1} of {2}. You may have to sign in: open it in a browser, check the settings "http.proxy" and "inkling.models.mirror", and try again.',
        error.host,
        path,
        id,
      ),
    );
  }
  if (error instanceof Compressed) {
    return finalFault(
      t(
        '{0} sent {1} of {2} compressed, although Inkling requested it uncompressed. Use another server in the setting "inkling.models.mirror".',
        error.host,
        path,
        id,
      ),
    );
  }
  return undefined;
}

/**
 * The meaning of a failure for a download.
 *
 * @param nowMs the time of day, since a server may name one.
 * @returns undefined for a bug.
 */
export function faultOf(error: unknown, source: Source, nowMs: number): Fault | undefined {
  if (error instanceof UserError) return finalFault(error.message);
  if (error instanceof HttpStatusError) return faultOfStatus(error, source, nowMs);
  const content = ofContent(error, source);
  if (content) return content;
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  return faultOfNetwork(error, code, source) ?? ofDisk(code, source);
}
