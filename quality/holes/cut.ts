import type { Rng } from '../../src/core/sampling/rng.js';
import type { SourceFile, MeasuredWorkspace } from '../material/material.js';
import { measuredLanguages, type MeasuredLanguage, type PinnedRepository } from '../repositories.js';
import { spanOf, type HoleKind } from './kinds.js';

/** A part of a file, `file.text` from `start` to `end`, that is to be completed. */
export interface Hole {
  readonly kind: HoleKind;
  readonly repository: PinnedRepository;
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export const targetOf = ({ file, start, end }: Hole): string => file.text.slice(start, end);

const lineLengths = { min: 6, max: 140 };

/** Holes of each language, of eleven. */
const shares: Readonly<Record<MeasuredLanguage, number>> = { TypeScript: 4, Python: 4, Go: 1, Rust: 1, Java: 1 };
const allShares = measuredLanguages.reduce((sum, language) => sum + shares[language], 0);

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/** A hole in a random line of a file; undefined where the line is not suitable. */
function cutAt(kind: HoleKind, { repository }: MeasuredWorkspace, file: SourceFile, rng: Rng): Hole | undefined {
  const { text } = file;
  const at = Math.floor(rng() * text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline);
  const first = lineStart + line.length - line.trimStart().length;
  const last = first + line.trim().length;
  if (last - first < lineLengths.min || last - first > lineLengths.max) return undefined;
  const span = spanOf[kind]({ text, first, last }, rng);
  return span && { kind, repository, file, start: span[0], end: span[1] };
}

/**
 * Chooses holes of a kind from workspaces in turn: a random file, a random line. No line is used twice.
 *
 * @returns fewer than `count` where the files have no more.
 */
function draw(kind: HoleKind, workspaces: readonly MeasuredWorkspace[], count: number, rng: Rng): Hole[] {
  const holes = new Map<string, Hole>();
  const usable = workspaces.filter(({ measured }) => measured.length > 0);
  const maxTries = 400 * count;
  for (let tries = 0; holes.size < count && usable.length > 0 && tries < maxTries; tries++) {
    const workspace = usable[(holes.size + Math.floor(tries / 400)) % usable.length]!;
    const hole = cutAt(kind, workspace, pick(rng, workspace.measured), rng);
    if (hole === undefined || targetOf(hole).trim() === '') continue;
    const line = hole.file.text.lastIndexOf('\n', hole.start - 1);
    const key = [hole.repository.name, hole.file.path, line].join('\n');
    if (!holes.has(key)) holes.set(key, hole);
  }
  return [...holes.values()];
}

/** Divides `count` holes among the languages, as close to their shares as whole numbers can be. */
export function holesPerKind(count: number): Record<MeasuredLanguage, number> {
  let before = 0;
  const entries = measuredLanguages.map((language) => {
    const from = Math.round((count * before) / allShares);
    before += shares[language];
    return [language, Math.round((count * before) / allShares) - from];
  });
  return Object.fromEntries(entries) as Record<MeasuredLanguage, number>;
}

/**
 * Chooses holes of all kinds.
 *
 * @param count holes of each kind.
 * @param rngOf a random sequence for each kind: more holes of one do not change the others.
 */
export function cutHoles(
  workspaces: readonly MeasuredWorkspace[],
  kinds: readonly HoleKind[],
  count: number,
  rngOf: (kind: HoleKind) => Rng,
): Hole[] {
  const counts = holesPerKind(count);
  return kinds.flatMap((kind) => {
    const rng = rngOf(kind);
    return measuredLanguages.flatMap((language) => {
      const ofLanguage = workspaces.filter(({ repository }) => repository.language === language);
      return draw(kind, ofLanguage, counts[language], rng);
    });
  });
}
