import { extensionOf, fileNameOf, languageWithId } from './languageOf.js';

/**
 * A path for a text that has none (an untitled document, a notebook's cell): models learn a file's language from it.
 *
 * @returns undefined for a language that models hardly know.
 */
export const pathForLanguage = (languageId: string): string | undefined => languageWithId(languageId)?.templatePath;

/**
 * A path that tells a text's language, as models and rules read it from one: the file's own where it says so, otherwise
 * with the language's extension after it.
 *
 * @param languageId the editor's id for the language; one without a template path changes nothing.
 */
export function pathInLanguage(path: string | undefined, languageId: string): string | undefined {
  const language = languageWithId(languageId);
  const template = language?.templatePath;
  if (path === undefined || language === undefined || template === undefined) return path ?? template;
  const [name, extension] = [fileNameOf(path), extensionOf(path)];
  const isNamedSo = language.extensions.includes(extension) || language.fileNames?.includes(name) === true;
  return isNamedSo || name === languageId ? path : `${path}.${extensionOf(template)}`;
}
