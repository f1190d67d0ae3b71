import { quantile } from '../../bench/statistics.js';
import type { TypedOnce } from './measure.js';
import { type Moment, keyIntervalMs } from './replay.js';
import type { Verdict } from './verdict.js';

/** Sources of the answer to a key. */
export const cacheStates = ['cached', 'warm', 'cold', 'workspace alone', 'not asked'] as const;
export type CacheState = (typeof cacheStates)[number];

/** Groups of keys for latencies: by source, and by result. */
export const latencyGroups = [...cacheStates, 'shown', 'shown, not cached', 'all'] as const;
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
  /** The same with every call of VS Code's command for a word counted; many words need two. */
  readonly savedInVsCode: number;
  /** Accepted suggestions, and accepted words of suggestions. */
  readonly wholeAccepted: number;
  readonly wordsAccepted: number;
  /** Suggestions that appeared, each counted once for as long as it stayed. */
  readonly shown: Readonly<Record<Verdict, number>>;
  /** Share of moments with a suggestion. */
  readonly visible: number;
  /** Moments at which a right suggestion changed or disappeared, and their share of all. */
  readonly flickers: number;
  readonly flicker: number;
  readonly latencyMs: Readonly<Partial<Record<LatencyGroup, Latency>>>;
  /** At 200 ms per key. */
  readonly cpuSecondsPerMinute: number;
}

/** A prompt of which less than this share was in the cache is cold. */
const warmShare = 0.5;

export function cacheStateOf({ provided }: Moment): CacheState {
  if (!provided) return 'not asked';
  const { completion, isCached: isKnown } = provided;
  if (!completion) return isKnown ? 'cached' : 'not asked';
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
    case 'shown, not cached':
      return moment.isShown && cacheStateOf(moment) !== 'cached';
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
  const nonEmpty = groups.filter(([, group]) => group.length > 0);
  const furtherPresses = moments.reduce((total, { presses = 1 }) => total + presses - 1, 0);
  const flickers = count(({ flickered }) => flickered);
  const shown = (verdict: Verdict): number => count(({ fresh }) => fresh === verdict);
  return {
    regions: typed.length,
    keys,
    keysWithoutHelp,
    saved: 1 - keys / keysWithoutHelp,
    savedInVsCode: 1 - (keys + furtherPresses) / keysWithoutHelp,
    wholeAccepted: count(({ action }) => action === 'accepted'),
    wordsAccepted: count(({ action }) => action === 'word accepted'),
    shown: { right: shown('right'), 'partly right': shown('partly right'), wrong: shown('wrong') },
    visible: count(({ isShown }) => isShown) / asked.length,
    flickers,
    flicker: flickers / asked.length,
    latencyMs: Object.fromEntries(nonEmpty.map(([name, group]) => [name, latencyOf(group)])),
    cpuSecondsPerMinute: (sum(({ cpuMs }) => cpuMs) / 1000 / keys) * (60_000 / keyIntervalMs),
  };
}

/** A region's result for the JSON file: enough to find it again, and the result of each key. */
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
