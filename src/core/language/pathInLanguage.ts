import { extensionOf } from './syntax.js';
import { pathForLanguage } from './languagePath.js';

/** Extensions of files in the same language. */
const siblings = [
  'c h',
  'cpp cc cxx hpp hh hxx h',
  'html htm',
  'js mjs cjs',
  'json jsonc json5',
  'kt kts',
  'md markdown',
  'py pyi pyw',
  'sh bash zsh',
  'ts mts cts',
  'yaml yml',
].map((extensions) => extensions.split(' '));

/**
 * A path that tells a text's language, as models and rules read it from one: the file's own where it says so, otherwise
 * with the language's extension after it.
 *
 * @param languageId the editor's id for the language; one without a common extension changes nothing.
 */
export function pathInLanguage(path: string | undefined, languageId: string): string | undefined {
  const example = pathForLanguage(languageId);
  if (path === undefined || example === undefined) return path ?? example;
  const [own, extension] = [extensionOf(path), extensionOf(example)];
  const isSame = own === extension || siblings.some((group) => group.includes(own) && group.includes(extension));
  const isNamedSo = path.slice(path.lastIndexOf('/') + 1).toLowerCase() === languageId;
  return isSame || isNamedSo ? path : `${path}.${extension}`;
}
