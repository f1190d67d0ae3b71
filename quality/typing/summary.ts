import { quantile } from '../../bench/statistics.js';
import type { TypedOnce } from './measure.js';
import type { Moment } from './replay.js';
import { keyIntervalMs } from './rhythm.js';
import type { Verdict } from './verdict.js';

/** Where the answer to a key came from. */
export const cacheStates = ['known', 'warm', 'cold', 'workspace alone', 'nothing to ask'] as const;
export type CacheState = (typeof cacheStates)[number];

/** Keys whose latencies are looked at together: by cache state, and by what came of them. */
export const latencyGroups = [...cacheStates, 'shown', 'shown, not known', 'all'] as const;
export type LatencyGroup = (typeof latencyGroups)[number];

export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

export interface TypingSummary {
  readonly regions: number;
  readonly keys: number;
  readonly keysWithoutHelp: number;
  /** 1 − keys / keysWithoutHelp */
  readonly saved: number;
  /** The same with every call of VS Code's command for a word counted, which needs two for many a word. */
  readonly savedInVsCode: number;
  /** Times that the person took a whole suggestion, and a word of one. */
  readonly wholeTaken: number;
  readonly wordsTaken: number;
  /** Suggestions that appeared, each counted once for as long as it stayed. */
  readonly shown: Readonly<Record<Verdict, number>>;
  /** Share of moments at which something was shown. */
  readonly visible: number;
  /** Moments at which something that was still right changed or vanished, and their share of all. */
  readonly flickers: number;
  readonly flicker: number;
  readonly latencyMs: Readonly<Partial<Record<LatencyGroup, Latency>>>;
  /** At 200 ms a key. */
  readonly cpuSecondsPerMinute: number;
}

/** A prompt of which less than this share was in the cache is cold. */
const warmShare = 0.5;

export function cacheStateOf({ provided }: Moment): CacheState {
  if (!provided) return 'nothing to ask';
  const { completion, isKnown } = provided;
  if (!completion) return isKnown ? 'known' : 'nothing to ask';
  if (completion.source === 'workspace') return 'workspace alone';
  const { promptTokens, reusedTokens } = completion.timings;
  return reusedTokens >= warmShare * promptTokens ? 'warm' : 'cold';
}

function latencyOf(moments: readonly Moment[]): Latency {
  const sorted = moments.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return { count: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

function isIn(moment: Moment, group: LatencyGroup): boolean {
  switch (group) {
    case 'all':
      return true;
    case 'shown':
      return moment.isShown;
    case 'shown, not known':
      return moment.isShown && cacheStateOf(moment) !== 'known';
    default:
      return cacheStateOf(moment) === group;
  }
}

export function typingSummary(typed: readonly TypedOnce[]): TypingSummary {
  const moments = typed.flatMap((one) => one.moments);
  const asked = moments.filter(({ provided }) => provided !== undefined);
  const count = (is: (moment: Moment) => boolean): number => moments.filter(is).length;
  const sum = (of: (one: TypedOnce) => number): number => typed.reduce((total, one) => total + of(one), 0);
  const keys = count(({ isKey }) => isKey);
  const keysWithoutHelp = sum((one) => one.keysWithoutHelp);
  const groups = latencyGroups.map((group) => [group, asked.filter((one) => isIn(one, group))] as const);
  const some = groups.filter(([, group]) => group.length > 0);
  const furtherPresses = moments.reduce((total, { presses = 1 }) => total + presses - 1, 0);
  const flickers = count(({ flickered }) => flickered);
  const shown = (verdict: Verdict): number => count(({ fresh }) => fresh === verdict);
  return {
    regions: typed.length,
    keys,
    keysWithoutHelp,
    saved: 1 - keys / keysWithoutHelp,
    savedInVsCode: 1 - (keys + furtherPresses) / keysWithoutHelp,
    wholeTaken: count(({ did }) => did === 'whole taken'),
    wordsTaken: count(({ did }) => did === 'word taken'),
    shown: { right: shown('right'), 'partly right': shown('partly right'), wrong: shown('wrong') },
    visible: count(({ isShown }) => isShown) / asked.length,
    flickers,
    flicker: flickers / asked.length,
    latencyMs: Object.fromEntries(some.map(([name, group]) => [name, latencyOf(group)])),
    cpuSecondsPerMinute: (sum(({ cpuMs }) => cpuMs) / 1000 / keys) * (60_000 / keyIntervalMs),
  };
}

/** A region for the JSON file: enough to find it again, and what became of each key. */
export const typingRecord = ({ region, moments, keysWithoutHelp, cpuMs }: TypedOnce): object => ({
  repository: region.repository.name,
  path: region.path,
  line: region.prefix.split('\n').length,
  lines: region.goal.split('\n').length,
  keysWithoutHelp,
  cpuMs,
  moments: moments.map(({ provided, ...moment }) => ({
    ...moment,
    state: cacheStateOf({ ...moment, ...(provided ? { provided } : {}) }),
    ...(provided?.shown ? { shown: provided.shown.text, confidence: provided.shown.confidence } : {}),
  })),
});
