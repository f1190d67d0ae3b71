import type { Language, LanguageHints } from './language.js';
import { languages } from './languages.js';

const byId = new Map<string, Language>();
const byExtension = new Map<string, Language>();
const byFileName = new Map<string, Language>();
const addFirst = (map: Map<string, Language>, keys: readonly string[], language: Language): void => {
  for (const key of keys) if (!map.has(key)) map.set(key, language);
};
for (const language of languages) {
  addFirst(byId, [language.id, ...(language.aliases ?? [])], language);
  addFirst(byExtension, language.extensions, language);
  addFirst(byFileName, language.fileNames ?? [], language);
}

/** The last part of a path, in lower case. */
export const fileNameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();

/** The extension of a file's name in lower case, without its dot; '' if there is none. */
export function extensionOf(path: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The language with an editor id or alias, or with a file extension given without its dot. */
export const languageNamed = (name: string): Language | undefined => byId.get(name) ?? byExtension.get(name);

/** The language with an id of the editor; undefined for one that is not in the table. */
export const languageWithId = (id: string): Language | undefined => byId.get(id);

const languageOfFile = (path: string): Language | undefined =>
  byFileName.get(fileNameOf(path)) ?? byExtension.get(extensionOf(path));

/**
 * The language of a text: that of the editor's id if the table has it, otherwise that of the file's name.
 *
 * @returns undefined for a language that is not in the table.
 */
export function languageOf({ path, languageId }: LanguageHints): Language | undefined {
  const chosen = languageId === undefined ? undefined : byId.get(languageId);
  return chosen ?? (path === undefined ? undefined : languageOfFile(path));
}
