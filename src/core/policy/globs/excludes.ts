import type { GlobNode } from './globNode.js';
import { parseGlob } from './parseGlob.js';
import { PathAutomaton } from './pathAutomaton.js';

/** A file's path, with `/` between folders. */
export interface FilePath {
  /** Relative to its workspace folder; absent for a file outside of all. */
  readonly relative: string | undefined;
  /** The whole path, with the server's name in front where there is one. */
  readonly absolute: string;
}

/** The compiled patterns of the setting for excluded files. */
export interface Excludes {
  /** Whether a file is excluded. */
  readonly match: (file: FilePath) => boolean;
  /** Patterns of which a part is ambiguous: they exclude everything that they could mean. */
  readonly invalid: readonly string[];
}

const maxPatternLength = 1000;
const maxTotalLength = 100_000;

const workspaceVariable = /^\$\{workspaceFolder(:[^}]*)?\}/i;
const drive = /^[a-z]:[\\/]/i;
/** The part of a URI before its path; the server of a file URI is kept. */
const address = /^(?:file:\/\/|(?!file:)[a-z][a-z\d+.-]+:\/\/[^/]*)/i;

/** Equal for names that a file system may consider the same. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** Backslashes separate folders; before punctuation they may also escape it, and then both meanings apply. */
function spellings(pattern: string): string[] {
  if (!pattern.includes('\\')) return [pattern];
  return [pattern.replaceAll('\\', '/'), ...(/\\[^\w\\/]/.test(pattern) ? [pattern] : [])];
}

const withoutDots = (pattern: string): string =>
  pattern
    .replace(/\/{2,}/g, '/')
    .replace(/(^|\/)(?:\.\/)+/g, '$1')
    .replace(/(^|\/)\.$/, '$1');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign in a name.
    return text;
  }
}

/** A pattern without the slashes, and the `**` after them, at its end. */
function withoutFolderEnd(pattern: string): string {
  let end = pattern.length;
  while (end > 0) {
    if (pattern.endsWith('/', end)) end -= 1;
    else if (pattern.endsWith('/**', end)) end -= 3;
    else break;
  }
  return pattern.slice(0, end);
}

interface Compiled {
  readonly relative: readonly GlobNode[];
  readonly absolute: readonly GlobNode[];
  readonly isInvalid: boolean;
}

function compile(written: string): Compiled {
  const isAddress = address.test(written);
  const pattern = isAddress ? decoded(written.replace(address, '/')) : written.replace(workspaceVariable, '/');
  const plain = withoutDots(pattern);
  const isWhole = /^[/~]/.test(plain) || drive.test(plain) || plain.startsWith('../');
  const inside = plain.replace(/^(?:~?\/|(?:\.\.\/)+)/, '');
  const body = withoutFolderEnd(inside);
  const hasFolder = inside.replace(/\/$/, '').includes('/') || plain.startsWith('/');
  // A folder means its content, not a file of that name.
  const below = body !== inside ? '/?*' : '';
  const parse = (text: string): GlobNode => {
    const parsed = parseGlob(folded(text));
    isInvalid ||= parsed.isInvalid;
    return parsed.node;
  };
  let isInvalid = false;
  const node = parse(body === '' ? '**' : `${hasFolder ? '' : '**/'}${body}${below}`);
  // The home folder, or the folder above, is not known here: it may be any.
  const isSomewhere = /^(?:~|\.\.\/)/.test(plain);
  return {
    relative: [node],
    absolute: isWhole && body !== '' ? [isSomewhere ? parse(`**/${body}${below}`) : node] : [],
    isInvalid,
  };
}

const everything: Compiled = { relative: [{ kind: 'anything' }], absolute: [], isInvalid: true };

function compilePattern(pattern: string): Compiled {
  if (pattern.length > maxPatternLength) return everything;
  const parts = [...new Set([pattern, pattern.trim()])].flatMap(spellings).map(compile);
  return {
    relative: parts.flatMap(({ relative }) => relative),
    absolute: parts.flatMap(({ absolute }) => absolute),
    // Negations have no effect, so that no level of settings can include a file that another one excludes.
    isInvalid: /^\s*!(?!\()/.test(pattern) || parts.some(({ isInvalid }) => isInvalid),
  };
}

/**
 * Compiles the patterns of the setting for excluded files: `*.sql`, `private/`, `src/generated/**`, `*.{json,yaml}`.
 *
 * A name alone means a file or folder of that name anywhere, a folder everything in it. Upper and lower case are the
 * same, `\` is `/`, names that begin with a dot are no exception. A pattern may be an absolute path. Brackets match
 * themselves as well as their meaning in patterns. An invalid pattern excludes everything that it could mean.
 */
export function compileExcludes(patterns: readonly string[]): Excludes {
  const written = [...new Set(patterns)].filter((pattern) => pattern.trim() !== '');
  const totalLength = written.reduce((sum, pattern) => sum + pattern.length, 0);
  const compiled = totalLength > maxTotalLength ? written.map(() => everything) : written.map(compilePattern);
  const relative = new PathAutomaton(compiled.flatMap((part) => part.relative));
  const absolute = new PathAutomaton(compiled.flatMap((part) => part.absolute));
  return {
    match: (file) => {
      const whole = folded(file.absolute.replace(/^\/+/, ''));
      return relative.matches(file.relative === undefined ? whole : folded(file.relative)) || absolute.matches(whole);
    },
    invalid: relative.isTooLarge ? written : written.filter((_, i) => compiled[i]!.isInvalid),
  };
}
