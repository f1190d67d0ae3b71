import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { sha256Of } from './checksum.js';
import type { DownloadState } from './downloadState.js';
import { fileOfChecksums, readChecksums, writeChecksums, type KnownChecksums } from './knownChecksums.js';
import { dropFile, wholeFile } from './parts.js';

/**
 * Compares what a server announces with what was first downloaded from the same commit, before anything is fetched.
 *
 * @throws UserError if a checksum differs, or the known ones cannot be read.
 */
export async function requireFirstUse(root: string, { id, commit, files }: DownloadState): Promise<void> {
  const known = await knownOf(root, id, commit);
  for (const { path, checksum } of files) {
    if (checksum?.kind === 'sha256') await requireSame({ id, path, hex: checksum.hex }, known, root);
  }
}

/**
 * Compares a whole download with what was first downloaded from the same commit, and keeps the checksums for the next
 * time. Without a commit there is nothing to compare: a branch may change.
 *
 * @throws UserError if a file differs; it is deleted then.
 */
export async function keepFirstUse(root: string, folder: string, state: DownloadState): Promise<void> {
  const { id, commit, files } = state;
  if (commit === undefined) return;
  const known = await knownOf(root, id, commit);
  const checksums = new Map(known?.files);
  for (const { path, checksum } of files) {
    const hex = checksum?.kind === 'sha256' ? checksum.hex : await sha256Of(await wholeFile(folder, path));
    try {
      await requireSame({ id, path, hex }, known, root);
    } catch (error) {
      await dropFile(folder, path);
      throw error;
    }
    checksums.set(path, hex);
  }
  await writeChecksums(root, id, { commit, files: checksums });
}

async function knownOf(root: string, id: string, commit: string | undefined): Promise<KnownChecksums | undefined> {
  const known = await readChecksums(root, id);
  if (known.kind === 'damaged') {
    const file = await fileOfChecksums(root, id);
    throw new UserError(
      t('The checksums in {0} cannot be read ({1}). Delete that file and try again.', file, known.reason),
    );
  }
  return known.kind === 'read' && known.value.commit === commit ? known.value : undefined;
}

/** A file of a model with its checksum. */
interface CheckedFile {
  readonly id: string;
  readonly path: string;
  readonly hex: string;
}

async function requireSame(
  { id, path, hex }: CheckedFile,
  known: KnownChecksums | undefined,
  root: string,
): Promise<void> {
  const expected = known?.files.get(path);
  if (expected === undefined || expected === hex) return;
  throw new UserError(
    t(
      '{0} of {1} differs from the file first downloaded from the same commit, so it was not used. Check the setting "inkling.models.mirror". Only if you trust the server, delete {2} and try again.',
      path,
      id,
      await fileOfChecksums(root, id),
    ),
  );
}
