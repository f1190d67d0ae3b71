import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { sizeText } from '../core/sizeText.js';
import { maxBytesOf, type HubFile, type HubModel } from './catalogue.js';
import type { Checksum } from './checksum.js';
import type { PlannedFile } from './downloadState.js';
import { WrongContent } from './fault.js';
import { askFacts, type FileFacts } from './fileFacts.js';
import type { Connection } from './http.js';
import { isCommit } from './modelPath.js';
import { HttpStatusError } from './redirects.js';

/** A file's plan, and the commit that the server named for it. */
export interface FilePlan {
  readonly planned: PlannedFile;
  readonly commit?: string;
}

/**
 * Asks a server about a file, and checks that against what the catalogue has pinned, which takes precedence.
 *
 * @param revision the catalogue's; a commit is pinned.
 * @returns undefined if the server does not have the file and the model is whole without it.
 * @throws WrongContent if the server has another commit or other content than pinned; else as `askFacts` does.
 */
export async function planFile(
  file: HubFile,
  revision: string,
  url: URL,
  connection: Connection,
): Promise<FilePlan | undefined> {
  let facts: FileFacts;
  try {
    facts = await askFacts(url, connection);
  } catch (error) {
    if (file.isOptional && error instanceof HttpStatusError && error.status === 404) return undefined;
    throw error;
  }
  const { commit, identity } = facts;
  if (isCommit(revision) && commit !== undefined && commit !== revision) {
    throw new WrongContent(t('it comes from the commit {0}, not from {1}.', commit, revision));
  }
  const size = file.sizeBytes ?? facts.size;
  if (facts.size !== undefined && facts.size !== size) throw new WrongContent(t("its size doesn't match."));
  const checksum: Checksum | undefined = file.sha256 ? { kind: 'sha256', hex: file.sha256 } : facts.checksum;
  if (file.sha256 && facts.checksum?.kind === 'sha256' && facts.checksum.hex !== file.sha256) {
    throw new WrongContent(t("its checksum doesn't match."));
  }
  return {
    planned: {
      ...{ path: file.path, identity },
      ...(size === undefined ? {} : { size }),
      ...(checksum ? { checksum } : {}),
    },
    ...(commit === undefined ? {} : { commit }),
  };
}

/**
 * Checks that a server does not announce far more than the user was told.
 *
 * @throws UserError if it does.
 */
export function requireExpectedSize(model: HubModel, announcedBytes: number, host: string): void {
  if (announcedBytes <= maxBytesOf(model)) return;
  throw new UserError(
    t(
      '{0} reports a size of {1} for {2}, but about {3} was expected. Use another server in the setting "inkling.models.mirror".',
      host,
      sizeText(announcedBytes),
      model.title,
      sizeText(model.downloadBytes),
    ),
  );
}
