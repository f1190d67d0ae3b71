import type { Rng } from '../../src/core/sampling/rng.js';
import { holesPerKind } from '../holes/cut.js';
import type { SourceFile, MeasuredWorkspace } from '../material/material.js';
import { measuredLanguages, type PinnedRepository } from '../repositories.js';
import { indentationOf, typedIndentUnit } from './indentation.js';
import type { Region } from './typedText.js';

/** A region with the workspace that it is typed in. */
export interface TypedRegion extends Region {
  readonly repository: PinnedRepository;
}

const wholeRegion = { least: 30, most: 60 };
const longestLine = 140;

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!;

/** So many lines from a random one on; undefined where they are none that a person types. */
export function regionIn(
  repository: PinnedRepository,
  { path, text }: SourceFile,
  rng: Rng,
  lineCounts = wholeRegion,
): TypedRegion | undefined {
  const lines = text.split('\n');
  const first = Math.floor(rng() * lines.length);
  const count = lineCounts.least + Math.floor(rng() * (lineCounts.most - lineCounts.least + 1));
  const typed = lines.slice(first, first + count);
  const isWhole = typed.length === count && typed[0]!.trim() !== '' && typed.at(-1)!.trim() !== '';
  const isClean = typed.every((line) => line.length <= longestLine && line === line.trimEnd());
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

/** @returns regions of the languages' shares, of files that differ; fewer than `count` where the files give no more. */
export function chooseRegions(workspaces: readonly MeasuredWorkspace[], count: number, rng: Rng): TypedRegion[] {
  const counts = holesPerKind(count);
  return measuredLanguages.flatMap((language) => {
    const usable = workspaces.filter(
      ({ repository, measured }) => repository.language === language && measured.length > 0,
    );
    const found = new Map<string, TypedRegion>();
    for (let tries = 0; found.size < counts[language] && usable.length > 0 && tries < 200 * count; tries++) {
      const workspace = usable[(found.size + Math.floor(tries / 200)) % usable.length]!;
      const file = pick(rng, workspace.measured);
      const region = regionIn(workspace.repository, file, rng);
      const key = `${workspace.repository.name}/${file.path}`;
      if (region && !found.has(key)) found.set(key, region);
    }
    return [...found.values()];
  });
}
