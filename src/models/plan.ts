import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { sizeText } from './bytes.js';
import { maxBytesOf, type HubFile, type HubModel } from './catalogue.js';
import type { PlannedFile } from './downloadState.js';
import { askFacts, type FileFacts } from './fileFacts.js';
import type { Connection } from './http.js';
import { HttpStatusError } from './redirects.js';

/** A file's plan, and the commit that the server named for it. */
export interface FilePlan {
  readonly planned: PlannedFile;
  readonly commit?: string;
}

/**
 * Asks a server about a file.
 *
 * @returns undefined if the server does not have the file and the model is whole without it.
 * @throws as `askFacts` does.
 */
export async function planFile(file: HubFile, url: URL, connection: Connection): Promise<FilePlan | undefined> {
  let facts: FileFacts;
  try {
    facts = await askFacts(url, connection);
  } catch (error) {
    if (file.isOptional && error instanceof HttpStatusError && error.status === 404) return undefined;
    throw error;
  }
  const { commit, identity, size, checksum } = facts;
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
      '{0} announces {1} for {2}, which should have about {3}. Use another server in the setting "inkling.models.mirror".',
      host,
      sizeText(announcedBytes),
      model.title,
      sizeText(model.downloadBytes),
    ),
  );
}
