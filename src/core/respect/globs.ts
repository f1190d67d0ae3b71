import picomatch from 'picomatch';

/** Whether a path is meant. */
export type PathFilter = (path: string) => boolean;

/** As people write them: a name alone means a file of that name anywhere, a folder all that is in it. */
function spelledOut(pattern: string): string[] {
  const trimmed = pattern.replace(/^\.?\//, '');
  const anywhere = trimmed.replace(/\/$/, '').includes('/') ? trimmed : `**/${trimmed}`;
  return anywhere.endsWith('/') ? [`${anywhere}**`] : [anywhere, `${anywhere}/**`];
}

/**
 * Compiles glob patterns: `*.sql`, `private/`, `src/generated/**`, `fixtures/*.{json,yaml}`. Names that begin with a
 * dot are no exception.
 *
 * @returns tells of paths relative to their workspace folder, with `/` between folders.
 */
export function compileGlobs(patterns: readonly string[]): PathFilter {
  const written = patterns.filter((pattern) => pattern.trim() !== '');
  return written.length === 0 ? () => false : picomatch(written.flatMap(spelledOut), { dot: true });
}
