import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../src/core/errors.js';
import { runtimeChoices, type RuntimeChoice } from '../src/engine/platform/runtime.js';
import { ablations, ablationsOf, type Ablation } from './variants.js';

export const partNames = ['holes', 'infilling', 'typing', 'generate'] as const;
export type PartName = (typeof partNames)[number];

export interface QualityOptions {
  /** File for all measurements. */
  readonly json?: string;
  /** Folder with the pinned repositories. */
  readonly repositories?: string;
  /** Folder with HumanEval-Infilling's data. */
  readonly infilling?: string;
  readonly parts: ReadonlySet<PartName>;
  /** The model's folder; the embedded one if absent. */
  readonly model?: string;
  /** The fastest that loads if absent. */
  readonly runtime?: RuntimeChoice;
  /** Numbers of holes, regions and tasks. */
  readonly sizes: Sizes;
  readonly isQuick: boolean;
  /** Latencies of a simulated server, with which the regions are typed instead, in milliseconds; none if empty. */
  readonly serverLatenciesMs: readonly number[];
  /** Parts that are also switched off, one at a time. */
  readonly ablation: Ablation;
  readonly seed: number;
}

export interface Sizes {
  /** Holes of each kind. */
  readonly holes: number;
  /** Regions to type. */
  readonly regions: number;
  /** Tasks of HumanEval-Infilling of each kind. */
  readonly tasks: number;
  /** Cases of "Generate" of each kind. */
  readonly cases: number;
  /** Holes of each kind for each ablation. */
  readonly ablationHoles: number;
  readonly ablationRegions: number;
}

const fullSizes: Sizes = { holes: 200, regions: 8, tasks: 100, cases: 60, ablationHoles: 50, ablationRegions: 4 };
const quickSizes: Sizes = { holes: 22, regions: 2, tasks: 15, cases: 6, ablationHoles: 11, ablationRegions: 1 };

export const qualityUsage = `Measures the quality of suggestions, through the pipeline that the editor uses.

  npm run quality -- [--json FILE] [--repositories DIR] [--infilling DIR]
  --repositories DIR   the pinned repositories as git clones: DIR/owner/name, DIR/owner+name or DIR/owner+name/repo
  --infilling DIR      HumanEval-Infilling's files, folder data of github.com/openai/human-eval-infilling
  --only PARTS         a list of ${partNames.join(',')} (those whose data are given)
  --server-latency L   type the regions with a simulated server that answers after L ms, or 50,200,800 ms, and with both
  --generate           only "Generate": the same as --only generate; it is not measured without being named
  --ablate             also switch off each part alone, on a sample of the holes and regions
  --without TEXT       also switch off each part whose name contains this, on all holes and regions
  --model DIR          a model folder (the built-in model)
  --runtime R          native or wasm (native)
  --holes N            holes of each kind (${fullSizes.holes})
  --regions N          regions to type (${fullSizes.regions})
  --tasks N            infilling tasks, single-line and multi-line each (${fullSizes.tasks})
  --cases N            cases of "Generate" of each kind (${fullSizes.cases})
  --quick              a tenth of everything: to check that it runs, not for figures
  --seed N             seed of the random choices (1)
`;

function parseCount(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0) {
    throw new UserError(`--${name} must be a whole number of at least 0, not "${text}".`);
  }
  return value;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: text,
        repositories: text,
        infilling: text,
        only: text,
        'server-latency': text,
        model: text,
        runtime: text,
        holes: text,
        regions: text,
        tasks: text,
        cases: text,
        seed: { type: 'string', default: '1' },
        quick: flag,
        generate: flag,
        ablate: flag,
        without: text,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${qualityUsage}`);
  }
}

function runtimeOf(text: string): RuntimeChoice {
  const runtime = runtimeChoices.find((known) => known === text);
  if (!runtime) throw new UserError(`--runtime must be one of ${runtimeChoices.join(', ')}, not "${text}".`);
  return runtime;
}

function partsOf(only: string | undefined, has: Readonly<Record<PartName, boolean>>): Set<PartName> {
  if (only === undefined) {
    const given = partNames.filter((name) => has[name] && name !== 'generate');
    if (given.length === 0) throw new UserError(`Give --repositories, --infilling, or both.\n\n${qualityUsage}`);
    return new Set(given);
  }
  const parts = only.split(',').map((part) => {
    const name = partNames.find((known) => known === part.trim());
    if (!name) throw new UserError(`--only must be a list of ${partNames.join(', ')}, not "${only}".`);
    if (!has[name]) throw new UserError(`${name} needs ${name === 'infilling' ? '--infilling' : '--repositories'}.`);
    return name;
  });
  return new Set(parts);
}

function ablationOf(all: boolean, text: string | undefined): Ablation {
  if (text === undefined) return { kind: all ? 'all' : 'none' };
  const ablation: Ablation = { kind: 'named', text };
  if (ablationsOf(ablation).length > 0) return ablation;
  throw new UserError(
    `No part is called "${text}". There are:\n${ablations.map(({ name }) => `  ${name}`).join('\n')}`,
  );
}

/**
 * Reads the command's arguments.
 *
 * @returns undefined for `--help`.
 * @throws UserError that names the option and its valid values.
 */
export function parseQualityOptions(args: readonly string[]): QualityOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { json, repositories, infilling, model, only, quick: isQuick } = values;
  const has = {
    holes: repositories !== undefined,
    typing: repositories !== undefined,
    generate: repositories !== undefined,
    infilling: infilling !== undefined,
  };
  const count = (name: 'holes' | 'regions' | 'tasks' | 'cases'): Partial<Sizes> =>
    values[name] === undefined ? {} : { [name]: parseCount(name, values[name]) };
  return {
    ...(json === undefined ? {} : { json: resolve(json) }),
    ...(repositories === undefined ? {} : { repositories: resolve(repositories) }),
    ...(infilling === undefined ? {} : { infilling: resolve(infilling) }),
    ...(model === undefined ? {} : { model: resolve(model) }),
    ...(values.runtime === undefined ? {} : { runtime: runtimeOf(values.runtime) }),
    parts: partsOf(values.generate ? 'generate' : only, has),
    sizes: {
      ...(isQuick ? quickSizes : fullSizes),
      ...count('holes'),
      ...count('regions'),
      ...count('tasks'),
      ...count('cases'),
    },
    isQuick,
    serverLatenciesMs: (values['server-latency'] ?? '')
      .split(',')
      .filter((text) => text !== '')
      .map((text) => parseCount('server-latency', text)),
    ablation: ablationOf(values.ablate, values.without),
    seed: parseCount('seed', values.seed),
  };
}
