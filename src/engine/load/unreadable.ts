import { t } from '@vscode/l10n';
import { UserError } from '../../core/errors.js';

/** The code of a failed system call, such as `ENOENT`; the library passes some on as text only. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return /^E[A-Z0-9]+$/.exec(code ?? '')?.[0] ?? /^(E[A-Z0-9]+): .+, [a-z]+/.exec(error.message)?.[1];
}

function reasonOf(code: string): string {
  switch (code) {
    case 'ENOENT':
      return t('it does not exist');
    case 'EACCES':
    case 'EPERM':
      return t('access is denied');
    case 'ENOTDIR':
      return t('it is not a folder');
    case 'EISDIR':
      return t('it is a folder, not a file');
    case 'ELOOP':
      return t('its symbolic links form a loop');
    case 'EMFILE':
    case 'ENFILE':
      return t('too many files are open');
    default:
      return code;
  }
}

/**
 * The error for a file or folder that the system does not let Inkling read.
 *
 * @param nextStep for all faults that another folder fixes.
 * @returns undefined if the system is not the cause.
 */
export function unreadable(path: string, cause: unknown, nextStep: string): UserError | undefined {
  const code = systemCodeOf(cause);
  if (code === undefined) return undefined;
  const isBusy = code === 'EMFILE' || code === 'ENFILE';
  const step = isBusy ? t('Close other windows or programs, then run "Inkling: Restart Engine".') : nextStep;
  return new UserError(t('{0} cannot be read: {1}. {2}', path, reasonOf(code), step), { cause });
}
