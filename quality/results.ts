import { engineSetups, enginesSummary, setupName, type EnginesSummary } from './engines/measure.js';
import { caseKinds } from './generate/cases.js';
import { caseRecord, type MeasuredCase } from './generate/measure.js';
import { offerVariants } from './generate/offer.js';
import { generateSummary, type GenerateSummary } from './generate/summary.js';
import { recordOf } from './holes/measure.js';
import { betterOf, summaryOf, type VariantSummary } from './holes/summary.js';
import { infillingSummary, type InfillingSummary } from './infilling/measure.js';
import type { TaskKind } from './infilling/tasks.js';
import type { TaskResults } from './inTasks.js';
import { ignoringUser, type WorkspaceResults } from './inWorkspaces.js';
import type { Plan } from './plan.js';
import type { AblationRow } from './report/ablation.js';
import { typingRecord, typingSummary, type TypingSummary } from './typing/summary.js';
import { mainVariants, modelAlone, shipped, workspaceAlone } from './variants.js';

/** Everything that was measured. */
export interface Measurements {
  readonly plan: Plan | undefined;
  readonly workspaces: WorkspaceResults | undefined;
  readonly cases: readonly MeasuredCase[];
  readonly tasks: readonly TaskResults[];
}

/** A run's figures; empty where a part was not measured. */
export interface QualitySummary {
  /** By variant. */
  readonly holes: Readonly<Record<string, VariantSummary>>;
  /** Of the better answer of the model alone and the workspace alone at each hole. */
  readonly betterAlone?: VariantSummary;
  /** By variant, and of a user who ignores suggestions. */
  readonly typing: Readonly<Record<string, TypingSummary>>;
  /** With a simulated server, by setup. */
  readonly engines: Readonly<Record<string, EnginesSummary>>;
  readonly ablation: readonly AblationRow[];
  /** "Generate": by kind, and of all. */
  readonly generate: Readonly<Record<string, GenerateSummary>>;
  readonly infilling: readonly (InfillingSummary & { readonly kind: TaskKind; readonly variant: string })[];
}

/** Summaries of a map's lists in the order of the names, without missing and empty ones. */
function named<T, S>(
  names: readonly string[],
  lists: ReadonlyMap<string, readonly T[]> | undefined,
  summary: (list: readonly T[]) => S,
): Record<string, S> {
  const entries = names.flatMap((name) => {
    const list = lists?.get(name) ?? [];
    return list.length > 0 ? [[name, summary(list)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The results of the shipped pipeline and of each ablation, at the ablation's holes and regions. */
function ablationRows({ ablation }: Plan, { holes, typing }: WorkspaceResults): AblationRow[] {
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

function generateSummaries(cases: readonly MeasuredCase[]): Record<string, GenerateSummary> {
  const [first] = offerVariants;
  const asShipped = cases.filter(({ variant }) => variant === first!.name);
  const inFunctions = cases.filter(({ one }) => one.original !== '' && one.codeLanguage !== 'Markdown');
  const lists = new Map<string, readonly MeasuredCase[]>(
    caseKinds.map((kind) => [kind, asShipped.filter(({ one }) => one.kind === kind)]),
  );
  const variants = offerVariants.map(({ name }) => `in functions, ${name}`);
  for (const [i, { name }] of offerVariants.entries()) {
    const measured = inFunctions.filter(({ variant }) => variant === name);
    lists.set(variants[i]!, measured);
  }
  return named([...caseKinds, ...variants], lists, generateSummary);
}

export function summarizeQuality({ plan, workspaces, cases, tasks }: Measurements): QualitySummary {
  const main = mainVariants.map(({ name }) => name);
  const [model, workspace] = [modelAlone, workspaceAlone].map(({ name }) => workspaces?.holes.get(name) ?? []);
  return {
    holes: named(main, workspaces?.holes, summaryOf),
    ...(model?.length ? { betterAlone: summaryOf(betterOf(model, workspace!)) } : {}),
    typing: named([shipped.name, ignoringUser], workspaces?.typing, typingSummary),
    engines: named(engineSetups(plan?.serverLatenciesMs ?? []).map(setupName), workspaces?.engines, enginesSummary),
    ablation: plan && workspaces ? ablationRows(plan, workspaces) : [],
    generate: generateSummaries(cases),
    infilling: tasks.map(({ kind, variant, infilled }) => ({ kind, variant, ...infillingSummary(infilled) })),
  };
}

/** All holes, regions and tasks, to look up the cases of a figure. */
export function detailsOf({ workspaces, cases, tasks }: Measurements): object {
  const all = <T>(lists: ReadonlyMap<string, readonly T[]> | undefined, record: (one: T) => object): object =>
    Object.fromEntries([...(lists ?? [])].map(([name, list]) => [name, list.map(record)]));
  return {
    filledHoles: all(workspaces?.holes, recordOf),
    typedRegions: all(workspaces?.typing, typingRecord),
    typedWithEngines: all(workspaces?.engines, (one) => one),
    generated: cases.map(caseRecord),
    infilledTasks: tasks,
  };
}
