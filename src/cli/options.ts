import { parseArgs } from 'node:util';
import {
  drafterKinds,
  ruleKinds,
  type CompletionRequest,
  type DrafterKind,
  modes,
  type Mode,
  type RuleKind,
} from '../core/request.js';
import type { MixingWeight } from '../core/mixture/mixture.js';
import { maxMixingWeight } from '../core/mixture/checkMixture.js';
import { numberSettings, threadRange } from '../core/numberSettings.js';
import { show } from '../core/sampling/numberRange.js';
import type { Strategy } from '../core/sampling/strategy.js';
import { eagernesses, type Eagerness } from '../core/suggest/confidence/thresholds.js';
import { runtimeChoices, type RuntimeChoice } from '../engine/platform/runtime.js';
import { UserError } from '../core/errors.js';
import { numberFlags, numberOf, strategyOf } from './strategyFlags.js';
import { cliUsage } from './usage.js';

/** Options of the terminal's command. */
export interface CliOptions {
  readonly model: string | undefined;
  /** The inference server that answers instead of the built-in engine. */
  readonly server: { readonly address: string; readonly model: string | undefined } | undefined;
  readonly threads: number | 'auto';
  /** The fastest that loads if absent. */
  readonly runtime: RuntimeChoice | undefined;
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  readonly draftModel: string | undefined;
  readonly drafters: readonly DrafterKind[];
  readonly without: readonly RuleKind[];
  /** Number of alternatives to print for each token. */
  readonly top: number | undefined;
  /** The folder whose files are mixed in; none if absent. */
  readonly workspace: string | undefined;
  readonly share: MixingWeight;
  /** Whether the workspace may answer alone. */
  readonly sure: boolean;
  /** The eagerness that decides what the editor would show automatically. */
  readonly eagerness: Eagerness;
  /** Whether the prompt begins with lines of the workspace's other files. */
  readonly snippets: boolean;
  readonly json: boolean;
  /** The cursor, both counted from 1 as editors show them; absent with `--batch`. */
  readonly cursor: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

function shareOf(text: string): MixingWeight {
  if (text === 'fitted') return { kind: 'fitted' };
  return { kind: 'fixed', weight: numberOf('share', text, { min: 0, max: maxMixingWeight }) };
}

/** Reads a known name. */
function oneOf<T extends string>(name: string, given: string, known: readonly T[]): T {
  const found = known.find((kind) => kind === given);
  if (!found) throw new UserError(`--${name} must be one of ${known.join(', ')}, not "${given}".`);
  return found;
}

/** Reads a list of known names. */
function listOf<T extends string>(name: string, list: string, known: readonly T[]): T[] {
  if (list === 'none') return [];
  return list.split(',').map((given) => {
    const found = known.find((kind) => kind === given.trim());
    if (!found) throw new UserError(`--${name} must be none or a list of ${known.join(', ')}, not "${list}".`);
    return found;
  });
}

/** @throws UserError for a mode that there is not. */
export function checkMode(value: unknown): Mode {
  const mode = modes.find((one) => one === value);
  if (mode === undefined) throw new UserError(`mode must be ${modes.join(', ')}, not ${show(value)}.`);
  return mode;
}

const text = (value: string | number) => ({ type: 'string', default: String(value) }) as const;
const flag = { type: 'boolean', default: false } as const;
const name = { type: 'string' } as const;

/** All flags but the numbers of strategies. */
const ownFlags = {
  file: name,
  line: name,
  column: name,
  model: name,
  server: name,
  'server-model': name,
  batch: flag,
  json: flag,
  help: flag,
  mode: text('line'),
  strategy: text('greedy'),
  'early-stopping': flag,
  drafters: text(drafterKinds.join(',')),
  'draft-model': name,
  workspace: name,
  share: text('fitted'),
  sure: flag,
  eagerness: text('balanced'),
  snippets: flag,
  without: text('none'),
  top: name,
  'max-tokens': text(numberSettings.maxTokens.default),
  threads: name,
  runtime: name,
} as const;

function parse(args: readonly string[]) {
  try {
    // The type of the values is that of `ownFlags`: `strategyOf` looks the others up by name.
    return parseArgs({ args: [...args], options: { ...ownFlags, ...(numberFlags as unknown as typeof ownFlags) } })
      .values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${cliUsage}`);
  }
}

/** Options of the built-in engine, which a server does not have. */
const builtInOnly = ['model', 'draft-model', 'threads', 'runtime', 'workspace'] as const;

function serverOf(values: ReturnType<typeof parse>): CliOptions['server'] {
  const { server: address, 'server-model': model } = values;
  if (address === undefined) {
    if (model !== undefined) throw new UserError('--server-model needs --server.');
    return undefined;
  }
  const other = builtInOnly.find((flag) => values[flag] !== undefined);
  if (other !== undefined) throw new UserError(`--${other} is for the built-in engine: leave it or --server out.`);
  return { address, model };
}

const fromOne = { min: 1, max: Infinity, isInteger: true };
const answerTokens = { ...numberSettings.maxTokens, max: numberSettings['generate.maxTokens'].max };

/**
 * Reads the command's arguments.
 *
 * @returns undefined where only help was asked for.
 * @throws UserError naming the option and its range.
 */
export function parseCliOptions(args: readonly string[]): CliOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { file, line, column } = values;
  if (!values.batch && (file === undefined || line === undefined || column === undefined)) {
    throw new UserError(`Give --file, --line and --column, or --batch.\n\n${cliUsage}`);
  }
  return {
    model: values.model,
    server: serverOf(values),
    threads: values.threads === undefined ? 'auto' : numberOf('threads', values.threads, threadRange),
    runtime: values.runtime === undefined ? undefined : oneOf('runtime', values.runtime, runtimeChoices),
    mode: checkMode(values.mode),
    strategy: strategyOf(values),
    draftModel: values['draft-model'],
    drafters: listOf('drafters', values.drafters, drafterKinds),
    without: listOf('without', values.without, ruleKinds),
    top: values.top === undefined ? undefined : numberOf('top', values.top, fromOne),
    maxTokens: numberOf('max-tokens', values['max-tokens'], answerTokens),
    workspace: values.workspace,
    share: shareOf(values.share),
    sure: values.sure,
    eagerness: oneOf('eagerness', values.eagerness, eagernesses),
    snippets: values.snippets,
    json: values.json,
    cursor: values.batch
      ? undefined
      : { file: file!, line: numberOf('line', line!, fromOne), column: numberOf('column', column!, fromOne) },
  };
}

/**
 * The part of the options that goes into every request. @param isInWorkspace whether there is a workspace to mix with.
 */
export function requestOptions(
  options: CliOptions,
  isInWorkspace = options.workspace !== undefined,
): Omit<CompletionRequest, 'path' | 'prefix' | 'suffix'> {
  const { mode, strategy, maxTokens, drafters, without, top, share, sure, snippets } = options;
  return {
    mode,
    strategy,
    maxTokens,
    drafters,
    ...(without.length === 0 ? {} : { without }),
    ...(top === undefined ? {} : { top }),
    ...(isInWorkspace ? { workspace: { weight: share, sure } } : {}),
    ...(isInWorkspace && snippets ? { context: { snippets } } : {}),
  };
}
