import { recordOf } from './holes/measure.js';
import { betterOf, summaryOf, type VariantSummary } from './holes/summary.js';
import { infillingSummary, type InfillingSummary } from './infilling/measure.js';
import type { TaskKind } from './infilling/tasks.js';
import type { InTasks } from './inTasks.js';
import { unhelped, type InWorkspaces } from './inWorkspaces.js';
import type { Plan } from './plan.js';
import type { AblationRow } from './report/ablation.js';
import { typingRecord, typingSummary, type TypingSummary } from './typing/summary.js';
import { mainVariants, modelAlone, shipped, workspaceAlone } from './variants.js';

/** Everything that was measured. */
export interface Measured {
  readonly plan: Plan | undefined;
  readonly workspaces: InWorkspaces | undefined;
  readonly tasks: readonly InTasks[];
}

/** What a run says: a figure for each quantity. Empty is what was not measured. */
export interface QualitySummary {
  /** By variant. */
  readonly holes: Readonly<Record<string, VariantSummary>>;
  /** Of the better of the model alone and the workspace alone at each hole. */
  readonly betterAlone?: VariantSummary;
  /** By variant, and of a person who takes nothing. */
  readonly typing: Readonly<Record<string, TypingSummary>>;
  readonly ablation: readonly AblationRow[];
  readonly infilling: readonly (InfillingSummary & { readonly kind: TaskKind; readonly variant: string })[];
}

/** Some of a map's lists in the order of the names; what is not there, or empty, is left out. */
function named<T, S>(
  names: readonly string[],
  lists: ReadonlyMap<string, readonly T[]> | undefined,
  summary: (list: readonly T[]) => S,
): Record<string, S> {
  const found = names.flatMap((name) => {
    const list = lists?.get(name) ?? [];
    return list.length > 0 ? [[name, summary(list)] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The whole on the holes and regions that each part was switched off at, and what became of them then. */
function ablationRows({ ablation }: Plan, { holes, typing }: InWorkspaces): AblationRow[] {
  if (ablation.variants.length === 0) return [];
  return [shipped, ...ablation.variants].flatMap(({ name }) => {
    const filled = (holes.get(name) ?? []).filter(({ hole }) => ablation.holes.includes(hole));
    const typed = (typing.get(name) ?? []).filter(({ region }) => ablation.regions.includes(region));
    if (filled.length + typed.length === 0) return [];
    return [
      {
        name,
        ...(filled.length > 0 ? { holes: summaryOf(filled) } : {}),
        ...(typed.length > 0 ? { typing: typingSummary(typed) } : {}),
      },
    ];
  });
}

export function summarizeQuality({ plan, workspaces, tasks }: Measured): QualitySummary {
  const main = mainVariants.map(({ name }) => name);
  const [model, workspace] = [modelAlone, workspaceAlone].map(({ name }) => workspaces?.holes.get(name) ?? []);
  return {
    holes: named(main, workspaces?.holes, summaryOf),
    ...(model?.length ? { betterAlone: summaryOf(betterOf(model, workspace!)) } : {}),
    typing: named([shipped.name, unhelped], workspaces?.typing, typingSummary),
    ablation: plan && workspaces ? ablationRows(plan, workspaces) : [],
    infilling: tasks.map(({ kind, variant, infilled }) => ({ kind, variant, ...infillingSummary(infilled) })),
  };
}

/** Every single hole, region and task, for whoever wants to see what a figure is made of. */
export function detailsOf({ workspaces, tasks }: Measured): object {
  const all = <T>(lists: ReadonlyMap<string, readonly T[]> | undefined, record: (one: T) => object): object =>
    Object.fromEntries([...(lists ?? [])].map(([name, list]) => [name, list.map(record)]));
  return {
    filledHoles: all(workspaces?.holes, recordOf),
    typedRegions: all(workspaces?.typing, typingRecord),
    infilledTasks: tasks,
  };
}
