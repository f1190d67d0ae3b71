import type { Rng } from '../../src/core/sampling/rng.js';
import { normalize } from '../../src/core/prompt/lineEndings.js';
import type { RepositoryFile } from './repository.js';

/** A place in a file, and what a person wrote there. */
export interface FitHole {
  readonly path: string;
  readonly prefix: string;
  readonly target: string;
  readonly suffix: string;
}

const fileSizes = { least: 800, most: 60_000 };
const lineLengths = { least: 6, most: 140 };

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/**
 * A random place in a random file: mostly inside a line, sometimes at its beginning; the target goes to the line's end,
 * or over some lines more.
 *
 * @returns undefined where the dice found no place.
 */
function holeIn(rng: Rng, { path, text }: RepositoryFile): FitHole | undefined {
  const lines = normalize(text).split('\n');
  const at = Math.floor(rng() * lines.length);
  const line = lines[at]!;
  const indentation = line.length - line.trimStart().length;
  const written = line.trim().length;
  if (written < lineLengths.least || written > lineLengths.most) return undefined;
  const column = rng() < 0.25 ? indentation : indentation + Math.floor(rng() * written);
  const count = rng() < 0.6 ? 1 : 1 + Math.floor(rng() * 4);
  const before = lines.slice(0, at).map((other) => `${other}\n`);
  const target = lines.slice(at, at + count).join('\n').slice(column); // prettier-ignore
  const rest = lines.slice(at + count);
  return {
    path,
    prefix: before.join('') + line.slice(0, column),
    target,
    suffix: rest.length > 0 ? `\n${rest.join('\n')}` : '',
  };
}

/** @param count how many holes at most. @param rng decides everything. */
export function holesIn(files: readonly RepositoryFile[], count: number, rng: Rng): FitHole[] {
  const usable = files.filter(({ text }) => text.length >= fileSizes.least && text.length <= fileSizes.most);
  const holes: FitHole[] = [];
  for (let tries = 0; usable.length > 0 && holes.length < count && tries < 10 * count; tries++) {
    const hole = holeIn(rng, pick(rng, usable));
    if (hole) holes.push(hole);
  }
  return holes;
}
