import { normalize } from '../../src/core/prompt/lineEndings.js';
import type { PinnedRepository } from '../repositories.js';
import { findRepository, listFiles, readBlobs } from './gitRepository.js';
import { isIndexed, isMeasured, looksMade } from './whichFiles.js';

/** A text with `\n` line ends. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A repository as it is opened in an editor. */
export interface MeasuredWorkspace {
  readonly repository: PinnedRepository;
  /** What the index holds. */
  readonly files: readonly SourceFile[];
  /** Those of them that holes are cut into. */
  readonly measured: readonly SourceFile[];
}

/** A file with a zero byte near its start is no text. */
const lookedAt = 4096;

/** Reads a repository at its commit. @throws UserError if it is not there. */
export async function readWorkspace(folder: string, repository: PinnedRepository): Promise<MeasuredWorkspace> {
  const { commit, language } = repository;
  const git = await findRepository(folder, repository);
  const blobs = (await listFiles(git, commit)).filter(({ path, sizeBytes }) => isIndexed(path, sizeBytes));
  const contents = await readBlobs(git, blobs);
  const files: SourceFile[] = [];
  const measured: SourceFile[] = [];
  for (const [i, { path, sizeBytes }] of blobs.entries()) {
    const bytes = contents[i]!;
    if (bytes.subarray(0, lookedAt).includes(0)) continue;
    const file = { path, text: normalize(bytes.toString('utf8')) };
    files.push(file);
    if (isMeasured(path, sizeBytes, language) && !looksMade(file.text)) measured.push(file);
  }
  return { repository, files, measured };
}
