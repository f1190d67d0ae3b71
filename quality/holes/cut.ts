import type { Rng } from '../../src/core/sampling/rng.js';
import type { SourceFile, MeasuredWorkspace } from '../material/material.js';
import { measuredLanguages, type MeasuredLanguage, type PinnedRepository } from '../repositories.js';
import { spanOf, type HoleKind } from './kinds.js';

/** `file.text` from `start` to `end` is to be written. */
export interface Hole {
  readonly kind: HoleKind;
  readonly repository: PinnedRepository;
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export const targetOf = ({ file, start, end }: Hole): string => file.text.slice(start, end);

const lineLengths = { least: 6, most: 140 };

/** Of eleven holes so many are of a language. */
const shares: Readonly<Record<MeasuredLanguage, number>> = { TypeScript: 4, Python: 4, Go: 1, Rust: 1, Java: 1 };
const allShares = measuredLanguages.reduce((sum, language) => sum + shares[language], 0);

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/** A hole at a random line of a file; undefined where that line gives none. */
function cutAt(kind: HoleKind, { repository }: MeasuredWorkspace, file: SourceFile, rng: Rng): Hole | undefined {
  const { text } = file;
  const at = Math.floor(rng() * text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline);
  const first = lineStart + line.length - line.trimStart().length;
  const last = first + line.trim().length;
  if (last - first < lineLengths.least || last - first > lineLengths.most) return undefined;
  const span = spanOf[kind]({ text, first, last }, rng);
  return span && { kind, repository, file, start: span[0], end: span[1] };
}

/**
 * Draws holes of a kind from some workspaces in turn: a random file, a random line. No line is cut twice.
 *
 * @returns fewer than `count` where the files give no more.
 */
function draw(kind: HoleKind, workspaces: readonly MeasuredWorkspace[], count: number, rng: Rng): Hole[] {
  const found = new Map<string, Hole>();
  const usable = workspaces.filter(({ measured }) => measured.length > 0);
  const most = 400 * count;
  for (let tries = 0; found.size < count && usable.length > 0 && tries < most; tries++) {
    const workspace = usable[(found.size + Math.floor(tries / 400)) % usable.length]!;
    const hole = cutAt(kind, workspace, pick(rng, workspace.measured), rng);
    if (hole === undefined || targetOf(hole).trim() === '') continue;
    const line = hole.file.text.lastIndexOf('\n', hole.start - 1);
    const key = [hole.repository.name, hole.file.path, line].join('\n');
    if (!found.has(key)) found.set(key, hole);
  }
  return [...found.values()];
}

/** Numbers of holes that are as near to the languages' shares as whole numbers can be, and together `count`. */
export function holesPerKind(count: number): Record<MeasuredLanguage, number> {
  let before = 0;
  const entries = measuredLanguages.map((language) => {
    const from = Math.round((count * before) / allShares);
    before += shares[language];
    return [language, Math.round((count * before) / allShares) - from];
  });
  return Object.fromEntries(entries) as Record<MeasuredLanguage, number>;
}

/** @param count holes of each kind. @param rngOf a sequence for each kind: more holes of one leave the others alone. */
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
