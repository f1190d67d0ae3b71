import { folderOf, type IndexedFile } from '../workspace/indexedFile.js';
import type { Import } from './imports.js';
import { nameOf, stemOf } from './stems.js';

/** Relations of a document to other files. Paths are the index's. */
export interface Neighbourhood {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Files that the user edited or viewed, the latest first. */
  readonly recent: readonly string[];
  /** Files that share rare names with the document, those that share most first. */
  readonly related: readonly string[];
}

/** Files that are searched: reading one takes some tenths of a millisecond, once. */
const maxFiles = 20;
/** Maximum number of files by relation. */
const max = { imported: 6, ofAnImport: 3, recent: 5, related: 6 };

/** The common part of the names of a file and its test. */
const subjectOf = (path: string): string =>
  nameOf(stemOf(path)).replace(/^tests?_|[._-]?(?:tests?|spec|stories|impl)$/i, '');

const endsWithPath = (path: string, end: string): boolean =>
  path.endsWith(end) && (path.length === end.length || path[path.length - end.length - 1] === '/');

/** Files by the last part of their import name, or of their folder. */
function byName(files: readonly IndexedFile[]): Map<string, IndexedFile[]> {
  const named = new Map<string, IndexedFile[]>();
  for (const file of files) {
    for (const name of new Set([nameOf(stemOf(file.path)), nameOf(file.folder)])) {
      const others = named.get(name);
      if (others) others.push(file);
      else named.set(name, [file]);
    }
  }
  return named;
}

/** The files that imports refer to: for each import those of its first path end that has any. */
function importedFiles(files: readonly IndexedFile[], imports: readonly Import[]): IndexedFile[] {
  const named = byName(files);
  const matches = (end: string): IndexedFile[] =>
    (named.get(nameOf(end)) ?? [])
      .filter(({ path, folder }) => endsWithPath(stemOf(path), end) || endsWithPath(folder, end))
      .slice(0, max.ofAnImport);
  const imported: IndexedFile[] = [];
  for (const ends of imports) {
    if (imported.length >= max.imported) break;
    for (const end of ends) {
      const matching = matches(end);
      imported.push(...matching);
      if (matching.length > 0) break;
    }
  }
  return imported.slice(0, max.imported);
}

/** A pattern for paths that contain one of some names as a part: fast, since there may be thousands of paths. */
function mentioning(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?:^|/)(?:${escaped.join('|')})[./]`);
}

/**
 * The files that are searched for snippets: those that the document imports, those that the user viewed last, those that
 * share rare names with it, the test of a file and the file of a test, and others of the folder.
 *
 * @param known all files by path.
 */
export function candidateFiles(
  known: ReadonlyMap<string, IndexedFile>,
  { path, imports, recent, related }: Neighbourhood,
): IndexedFile[] {
  const folder = folderOf(path);
  const subject = subjectOf(path);
  const isMentioned = mentioning([...new Set(imports.flat().map(nameOf))]);
  const mentioned: IndexedFile[] = [];
  const siblings: IndexedFile[] = [];
  const others: IndexedFile[] = [];
  for (const file of known.values()) {
    if (imports.length > 0 && isMentioned.test(file.path)) mentioned.push(file);
    if (subject !== '' && file.path.includes(subject) && subjectOf(file.path) === subject) siblings.push(file);
    else if (file.folder === folder) others.push(file);
  }
  const named = (paths: readonly string[]): IndexedFile[] => paths.flatMap((other) => known.get(other) ?? []);
  const files = new Set([
    ...importedFiles(mentioned, imports),
    ...named(recent).slice(0, max.recent),
    ...named(related).slice(0, max.related),
    ...siblings,
    ...others,
  ]);
  files.delete(known.get(path)!);
  return [...files].slice(0, maxFiles);
}
