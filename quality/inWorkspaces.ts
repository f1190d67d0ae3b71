import type { Engine } from '../src/engine/engine.js';
import { engineSetups, setupName, typeWithEngines, type TypedWithEngines } from './engines/measure.js';
import { fillHole, type FilledHole } from './holes/measure.js';
import type { Hole } from './holes/cut.js';
import { openWorkspace } from './engineWorkspace.js';
import type { Plan } from './plan.js';
import { CachingCompleter } from './completers.js';
import { typeRegion, type TypedOnce } from './typing/measure.js';
import type { TypedRegion } from './typing/regions.js';
import type { TypingUser } from './typing/replay.js';
import { mainVariants, shipped } from './variants.js';

/** The results at each hole and region by the variant's name; those of a user who ignores suggestions by that name. */
export interface WorkspaceResults {
  readonly holes: ReadonlyMap<string, readonly FilledHole[]>;
  readonly typing: ReadonlyMap<string, readonly TypedOnce[]>;
  /** By setup. */
  readonly engines: ReadonlyMap<string, readonly TypedWithEngines[]>;
}

const acceptingUser: TypingUser = 'accepts suggestions';
export const ignoringUser: TypingUser = 'ignores suggestions';

function add<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name);
  if (list) list.push(one);
  else lists.set(name, [one]);
}

/** Opens each repository once, and measures all of the plan that is in it. */
export async function measureInWorkspaces(
  engine: Engine,
  { workspaces, holes, regions, serverLatenciesMs, ablation }: Plan,
  seed: number,
  say: (line: string) => void,
): Promise<WorkspaceResults> {
  const filled = new Map<string, FilledHole[]>();
  const typed = new Map<string, TypedOnce[]>();
  const withEngines = new Map<string, TypedWithEngines[]>();
  for (const workspace of workspaces) {
    const isHere = ({ repository }: Hole | TypedRegion): boolean => repository === workspace.repository;
    const [holesHere, regionsHere] = [holes.filter(isHere), regions.filter(isHere)];
    if (holesHere.length + regionsHere.length === 0) continue;
    const { files, tokens } = await openWorkspace(engine, workspace);
    say(`${workspace.repository.name}: ${files} files, ${tokens} tokens`);
    const answers = new CachingCompleter(engine);
    // The first variant has a cold prompt, as in an editor; the answers of the others are the same with a warm one.
    for (const hole of holesHere) {
      for (const variant of mainVariants) add(filled, variant.name, await fillHole(engine, variant, hole, answers));
    }
    if (holesHere.length > 0) say(`  ${holesHere.length} holes filled`);
    for (const region of serverLatenciesMs.length > 0 ? regionsHere : []) {
      for (const setup of engineSetups(serverLatenciesMs)) {
        add(withEngines, setupName(setup), await typeWithEngines(engine, region, setup, seed));
      }
      say(`  ${region.path} typed with a simulated server`);
    }
    for (const region of serverLatenciesMs.length > 0 ? [] : regionsHere) {
      add(typed, shipped.name, await typeRegion(engine, shipped, region, { user: acceptingUser, seed }));
      add(typed, ignoringUser, await typeRegion(engine, shipped, region, { user: ignoringUser, seed }));
      say(`  ${region.path} typed`);
    }
    // One variant after the other: whether the workspace answers alone depends on how much of the prompt is new.
    for (const variant of ablation.variants) {
      for (const hole of variant.onlyTyping ? [] : ablation.holes.filter(isHere)) {
        add(filled, variant.name, await fillHole(engine, variant, hole, answers));
      }
      for (const region of variant.onlyHoles ? [] : ablation.regions.filter(isHere)) {
        add(typed, variant.name, await typeRegion(engine, variant, region, { user: acceptingUser, seed }));
      }
    }
  }
  return { holes: filled, typing: typed, engines: withEngines };
}
