import type { Engine } from '../src/engine/engine.js';
import { fillHole, type Filled } from './holes/measure.js';
import type { Hole } from './holes/cut.js';
import { openWorkspace } from './openWorkspace.js';
import type { Plan } from './plan.js';
import { RememberedAnswers } from './rememberedAnswers.js';
import { typeRegion, type TypedOnce } from './typing/measure.js';
import type { TypedRegion } from './typing/regions.js';
import type { TypingUser } from './typing/replay.js';
import { mainVariants, shipped } from './variants.js';

/** What became of each hole and each region, by the name of the variant; of a person who types on, by that name. */
export interface InWorkspaces {
  readonly holes: ReadonlyMap<string, readonly Filled[]>;
  readonly typing: ReadonlyMap<string, readonly TypedOnce[]>;
}

const helped: TypingUser = 'takes what is right';
export const unhelped: TypingUser = 'types on';

function add<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name);
  if (list) list.push(one);
  else lists.set(name, [one]);
}

/** Opens each repository once, and has everything of the plan done in it. */
export async function measureInWorkspaces(
  engine: Engine,
  { workspaces, holes, regions, ablation }: Plan,
  seed: number,
  say: (line: string) => void,
): Promise<InWorkspaces> {
  const filled = new Map<string, Filled[]>();
  const typed = new Map<string, TypedOnce[]>();
  for (const workspace of workspaces) {
    const isHere = ({ repository }: Hole | TypedRegion): boolean => repository === workspace.repository;
    const [holesHere, regionsHere] = [holes.filter(isHere), regions.filter(isHere)];
    if (holesHere.length + regionsHere.length === 0) continue;
    const { files, tokens } = await openWorkspace(engine, workspace);
    say(`${workspace.repository.name}: ${files} files, ${tokens} tokens`);
    const answers = new RememberedAnswers(engine);
    // The first one finds a cold prompt, as an editor does; the answers of the others are the same with a warm one.
    for (const hole of holesHere) {
      for (const variant of mainVariants) add(filled, variant.name, await fillHole(engine, variant, hole, answers));
    }
    if (holesHere.length > 0) say(`  ${holesHere.length} holes filled`);
    for (const region of regionsHere) {
      add(typed, shipped.name, await typeRegion(engine, shipped, region, helped, seed));
      add(typed, unhelped, await typeRegion(engine, shipped, region, unhelped, seed));
      say(`  ${region.path} typed`);
    }
    // One variant after the other: whether the workspace answers alone depends on how much there is to read.
    for (const variant of ablation.variants) {
      for (const hole of variant.onlyTyping ? [] : ablation.holes.filter(isHere)) {
        add(filled, variant.name, await fillHole(engine, variant, hole, answers));
      }
      for (const region of variant.onlyHoles ? [] : ablation.regions.filter(isHere)) {
        add(typed, variant.name, await typeRegion(engine, variant, region, helped, seed));
      }
    }
  }
  return { holes: filled, typing: typed };
}
