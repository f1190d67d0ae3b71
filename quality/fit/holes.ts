import type { Rng } from '../../src/core/sampling/rng.js';
import { normalize } from '../../src/core/prompt/lineEndings.js';
import type { RepositoryFile } from './repository.js';

/** A position in a file, and the original text after it. */
export interface FitHole {
  readonly path: string;
  readonly prefix: string;
  readonly target: string;
  readonly suffix: string;
}

const fileSizes = { min: 800, max: 60_000 };
const lineLengths = { min: 6, max: 140 };

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/**
 * A random position in a file: mostly inside a line, sometimes at its start; the target extends to the line's end, or
 * over some more lines.
 *
 * @returns undefined where the random line is not suitable.
 */
function holeIn(rng: Rng, { path, text }: RepositoryFile): FitHole | undefined {
  const lines = normalize(text).split('\n');
  const at = Math.floor(rng() * lines.length);
  const line = lines[at]!;
  const indentation = line.length - line.trimStart().length;
  const length = line.trim().length;
  if (length < lineLengths.min || length > lineLengths.max) return undefined;
  const column = rng() < 0.25 ? indentation : indentation + Math.floor(rng() * length);
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

/** Chooses random holes. @param count maximum number of holes. */
export function holesIn(files: readonly RepositoryFile[], count: number, rng: Rng): FitHole[] {
  const usable = files.filter(({ text }) => text.length >= fileSizes.min && text.length <= fileSizes.max);
  const holes: FitHole[] = [];
  for (let tries = 0; usable.length > 0 && holes.length < count && tries < 10 * count; tries++) {
    const hole = holeIn(rng, pick(rng, usable));
    if (hole) holes.push(hole);
  }
  return holes;
}
