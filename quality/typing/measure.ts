import type { Engine } from '../../src/engine/engine.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import { Pipeline } from '../pipeline.js';
import { waitForPrefill } from '../engineWorkspace.js';
import type { Variant } from '../variants.js';
import { onlyWorkspace } from '../completers.js';
import type { TypedRegion } from './regions.js';
import { keysWithoutHelp, replay, type Clocks, type Moment, type TypingUser, humanRhythm } from './replay.js';

/** The record of typing a region. */
export interface TypedOnce {
  readonly region: TypedRegion;
  readonly moments: readonly Moment[];
  readonly keysWithoutHelp: number;
  /** CPU time of the whole process including its threads, in milliseconds. */
  readonly cpuMs: number;
}

/** Types a region in its open workspace. */
export async function typeRegion(
  engine: Engine,
  { options, parts, isWorkspaceAlone = false }: Variant,
  region: TypedRegion,
  { user: typingUser, seed }: { readonly user: TypingUser; readonly seed: number },
): Promise<TypedOnce> {
  const pipeline = new Pipeline(isWorkspaceAlone ? onlyWorkspace(engine) : engine, options, parts);
  const clocks: Clocks = {
    now: () => performance.now(),
    rhythm: humanRhythm(seededRng(seed)),
    waitForEngine: ({ completion }) => waitForPrefill(engine, completion),
  };
  const before = process.cpuUsage();
  const moments = await replay(region, pipeline, typingUser, clocks);
  const { user, system } = process.cpuUsage(before);
  return { region, moments, keysWithoutHelp: keysWithoutHelp(region), cpuMs: (user + system) / 1000 };
}
