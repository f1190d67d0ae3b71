import { folderOf, type IndexedFile } from '../workspace/indexedFile.js';
import type { Import } from './imports.js';
import { nameOf, stemOf } from './stems.js';

/** What leads from a document to others. Paths are the index's. */
export interface Neighbourhood {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Files that the person edited or looked at, the last first. */
  readonly recent: readonly string[];
  /** Files that share rare names with it, those that share most first. */
  readonly related: readonly string[];
}

/** Files that are looked into: to read one takes some tenths of a millisecond, once. */
const maxFiles = 20;
const most = { imported: 6, ofAnImport: 3, recent: 5, related: 6 };

/** What a file and its test are both named. */
const subjectOf = (path: string): string =>
  nameOf(stemOf(path)).replace(/^tests?_|[._-]?(?:tests?|spec|stories|impl)$/i, '');

const endsWithPath = (path: string, end: string): boolean =>
  path.endsWith(end) && (path.length === end.length || path[path.length - end.length - 1] === '/');

/** Files by the last part of what imports call them, or of their folder. */
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

/** The files that imports mean, the first ones: for each import those of its first end for which there are some. */
function importedFiles(files: readonly IndexedFile[], imports: readonly Import[]): IndexedFile[] {
  const named = byName(files);
  const matches = (end: string): IndexedFile[] =>
    (named.get(nameOf(end)) ?? [])
      .filter(({ path, folder }) => endsWithPath(stemOf(path), end) || endsWithPath(folder, end))
      .slice(0, most.ofAnImport);
  const found: IndexedFile[] = [];
  for (const ends of imports) {
    if (found.length >= most.imported) break;
    for (const end of ends) {
      const meant = matches(end);
      found.push(...meant);
      if (meant.length > 0) break;
    }
  }
  return found.slice(0, most.imported);
}

/** Finds paths in which one of some names is a part: a quick look, since there may be thousands. */
function mentioning(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?:^|/)(?:${escaped.join('|')})[./]`);
}

/**
 * The files in which snippets are looked for: what the document imports, where the person was last, what shares rare
 * names with it, the test of a file and the file of a test, and others of the folder.
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
    ...named(recent).slice(0, most.recent),
    ...named(related).slice(0, most.related),
    ...siblings,
    ...others,
  ]);
  files.delete(known.get(path)!);
  return [...files].slice(0, maxFiles);
}
