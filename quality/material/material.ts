import { normalize } from '../../src/core/prompt/lineEndings.js';
import type { PinnedRepository } from '../repositories.js';
import { findRepository, listFiles, readBlobs } from './gitRepository.js';
import { isIndexedFile, isMeasuredFile, looksGenerated } from './whichFiles.js';

/** A text with `\n` line ends. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A repository's files, as opened in an editor. */
export interface MeasuredWorkspace {
  readonly repository: PinnedRepository;
  /** All indexed files. */
  readonly files: readonly SourceFile[];
  /** Those of them in which holes and regions are chosen. */
  readonly measured: readonly SourceFile[];
}

/** A file with a zero byte in its first bytes is binary. */
const checkedBytes = 4096;

/** Reads a repository at its commit. @throws UserError if it is missing. */
export async function readWorkspace(folder: string, repository: PinnedRepository): Promise<MeasuredWorkspace> {
  const { commit, language } = repository;
  const git = await findRepository(folder, repository);
  const blobs = (await listFiles(git, commit)).filter(({ path, sizeBytes }) => isIndexedFile(path, sizeBytes));
  const contents = await readBlobs(git, blobs);
  const files: SourceFile[] = [];
  const measured: SourceFile[] = [];
  for (const [i, { path, sizeBytes }] of blobs.entries()) {
    const bytes = contents[i]!;
    if (bytes.subarray(0, checkedBytes).includes(0)) continue;
    const file = { path, text: normalize(bytes.toString('utf8')) };
    files.push(file);
    if (isMeasuredFile(path, sizeBytes, language) && !looksGenerated(file.text)) measured.push(file);
  }
  return { repository, files, measured };
}
