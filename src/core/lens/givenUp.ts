import type { CompletedText, CompletedToken } from '../completion.js';

type Path = readonly CompletedToken[];

const isPrefix = (path: Path, of: Path): boolean =>
  path.length <= of.length && path.every(({ id }, i) => id === of[i]!.id);

/**
 * The beginnings that a search followed and that led to none of its texts, each as far as it was followed.
 *
 * @param followed all beginnings, step after step; each step has some of the step before with one token more.
 */
export function givenUp(followed: readonly Path[], texts: readonly Pick<CompletedText, 'tokens'>[]): Path[] {
  const kept: Path[] = [];
  // The longest first: a shorter one that leads to it is a part of its way.
  for (const path of [...followed].reverse()) {
    const leadsTo = (other: Path): boolean => isPrefix(path, other);
    if (!kept.some(leadsTo) && !texts.some(({ tokens }) => leadsTo(tokens))) kept.push(path);
  }
  return kept.reverse();
}
