import type { Rng } from '../../src/core/sampling/rng.js';
import { holesPerKind } from '../holes/cut.js';
import type { SourceFile, MeasuredWorkspace } from '../material/material.js';
import { measuredLanguages, type PinnedRepository } from '../repositories.js';
import { indentationOf, typedIndentUnit } from './editorTyping.js';
import type { Region } from './typedText.js';

/** A region with the workspace that it is typed in. */
export interface TypedRegion extends Region {
  readonly repository: PinnedRepository;
}

const defaultLineCounts = { min: 30, max: 60 };
const maxLineLength = 140;

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/** A region of a random length at a random line; undefined where a user would not type such lines. */
export function regionIn(
  repository: PinnedRepository,
  { path, text }: SourceFile,
  rng: Rng,
  lineCounts = defaultLineCounts,
): TypedRegion | undefined {
  const lines = text.split('\n');
  const first = Math.floor(rng() * lines.length);
  const count = lineCounts.min + Math.floor(rng() * (lineCounts.max - lineCounts.min + 1));
  const typed = lines.slice(first, first + count);
  const isWhole = typed.length === count && typed[0]!.trim() !== '' && typed.at(-1)!.trim() !== '';
  const isClean = typed.every((line) => line.length <= maxLineLength && line === line.trimEnd());
  if (!isWhole || !isClean) return undefined;
  const indentation = indentationOf(typed[0]!);
  const goal = typed.join('\n').slice(indentation.length);
  const before =
    lines
      .slice(0, first)
      .map((line) => `${line}\n`)
      .join('') + indentation;
  const after = text.slice(before.length + goal.length);
  return {
    repository,
    path,
    language: repository.language,
    prefix: before,
    goal,
    suffix: after,
    unit: typedIndentUnit(text),
  };
}

/** Chooses regions of different files by the languages' shares; fewer than `count` where the files have no more. */
export function chooseRegions(workspaces: readonly MeasuredWorkspace[], count: number, rng: Rng): TypedRegion[] {
  const counts = holesPerKind(count);
  return measuredLanguages.flatMap((language) => {
    const usable = workspaces.filter(
      ({ repository, measured }) => repository.language === language && measured.length > 0,
    );
    const regions = new Map<string, TypedRegion>();
    for (let tries = 0; regions.size < counts[language] && usable.length > 0 && tries < 200 * count; tries++) {
      const workspace = usable[(regions.size + Math.floor(tries / 200)) % usable.length]!;
      const file = pick(rng, workspace.measured);
      const region = regionIn(workspace.repository, file, rng);
      const key = `${workspace.repository.name}/${file.path}`;
      if (region && !regions.has(key)) regions.set(key, region);
    }
    return [...regions.values()];
  });
}
