import type { Engine } from '../../src/engine/engine.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import { Pipeline } from '../pipeline.js';
import { settled } from '../settled.js';
import type { Variant } from '../variants.js';
import { onlyWorkspace } from '../workspaceAlone.js';
import type { TypedRegion } from './regions.js';
import { keysWithoutHelp, replay, type Clocks, type Moment, type TypingUser } from './replay.js';
import { humanRhythm } from './rhythm.js';

/** A region, typed. */
export interface TypedOnce {
  readonly region: TypedRegion;
  readonly moments: readonly Moment[];
  readonly keysWithoutHelp: number;
  /** Processor time of the whole process, its threads included, in milliseconds. */
  readonly cpuMs: number;
}

/** Types a region in its open workspace. */
export async function typeRegion(
  engine: Engine,
  { options, parts, isWorkspaceAlone = false }: Variant,
  region: TypedRegion,
  person: TypingUser,
  seed: number,
): Promise<TypedOnce> {
  const pipeline = new Pipeline(isWorkspaceAlone ? onlyWorkspace(engine) : engine, options, parts);
  const clocks: Clocks = {
    now: () => performance.now(),
    rhythm: humanRhythm(seededRng(seed)),
    settled: ({ completion }) => settled(engine, completion),
  };
  const before = process.cpuUsage();
  const moments = await replay(region, pipeline, person, clocks);
  const { user, system } = process.cpuUsage(before);
  return { region, moments, keysWithoutHelp: keysWithoutHelp(region), cpuMs: (user + system) / 1000 };
}
