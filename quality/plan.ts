import { seededRng, type Rng } from '../src/core/sampling/rng.js';
import { caseKinds, type GenerateCase } from './generate/cases.js';
import { chooseCases } from './generate/choose.js';
import { cutHoles, type Hole } from './holes/cut.js';
import { holeKinds } from './holes/kinds.js';
import { readWorkspace, type MeasuredWorkspace } from './material/material.js';
import type { QualityOptions } from './options.js';
import type { Grammars } from '../src/engine/structure/grammars.js';
import type { PinnedRepository } from './repositories.js';
import { chooseRegions, type TypedRegion } from './typing/regions.js';
import { ablationsOf, type Variant } from './variants.js';

/** All measurements in repositories, planned before the first one. */
export interface Plan {
  readonly workspaces: readonly MeasuredWorkspace[];
  readonly holes: readonly Hole[];
  readonly regions: readonly TypedRegion[];
  /** Latencies of the simulated server with which the regions are typed, in milliseconds; none if empty. */
  readonly serverLatenciesMs: readonly number[];
  readonly cases: readonly GenerateCase[];
  /** The variants with a part switched off, and the holes and regions they are measured at. */
  readonly ablation: {
    readonly variants: readonly Variant[];
    readonly holes: readonly Hole[];
    readonly regions: readonly TypedRegion[];
  };
}

/** Reads the repositories and chooses holes and regions. @throws UserError if a repository is missing. */
export async function makePlan(
  options: QualityOptions,
  pinned: readonly PinnedRepository[],
  grammars: Grammars,
): Promise<Plan> {
  const { repositories, parts, sizes, seed, ablation } = options;
  const workspaces: MeasuredWorkspace[] = [];
  for (const repository of pinned) workspaces.push(await readWorkspace(repositories!, repository));
  // A random sequence each: more of one kind leaves the others as they are.
  const rngOf = (part: number): Rng => seededRng(1000 * seed + part);
  const holes = parts.has('holes')
    ? cutHoles(workspaces, holeKinds, sizes.holes, (kind) => rngOf(holeKinds.indexOf(kind)))
    : [];
  const regions = parts.has('typing') ? chooseRegions(workspaces, sizes.regions, rngOf(holeKinds.length)) : [];
  const cases = parts.has('generate')
    ? await chooseCases(workspaces, grammars, sizes.cases, (kind) => rngOf(50 + caseKinds.indexOf(kind)))
    : [];
  const ofKind = holeKinds.map((kind) => holes.filter((hole) => hole.kind === kind));
  const isNamed = ablation.kind === 'named';
  return {
    workspaces,
    holes,
    regions,
    serverLatenciesMs: options.serverLatenciesMs,
    cases,
    ablation: {
      variants: ablationsOf(ablation),
      holes: isNamed ? holes : ofKind.flatMap((some) => spread(some, sizes.ablationHoles)),
      regions: isNamed ? regions : spread(regions, sizes.ablationRegions),
    },
  };
}

/** Selects `count` elements evenly spread over all, in their order; all if there are no more. */
export function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / Math.max(1, count));
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor(i * step)]!);
}
