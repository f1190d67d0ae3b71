import type { Engine } from '../../src/engine/engine.js';
import { quantile } from '../../bench/statistics.js';
import type { Completer } from '../completers.js';
import { waitForPrefill } from '../engineWorkspace.js';
import { keysWithoutHelp } from '../typing/replay.js';
import type { TypedRegion } from '../typing/regions.js';
import type { Verdict } from '../typing/verdict.js';
import { typeTimed, type EngineSetup, type TimedTyping } from './timedReplay.js';

/** A region typed with one choice of engines. */
export interface TypedWithEngines extends TimedTyping {
  readonly keysWithoutHelp: number;
}

/** Figures of typing with one choice of engines. */
export interface EnginesSummary {
  /** 1 − keys / keys without help */
  readonly saved: number;
  readonly shown: Readonly<Record<Verdict, number>>;
  /** Texts that extended a displayed one. */
  readonly extended: number;
  readonly flickers: number;
  readonly replaced: number;
  /** From a key to ghost text that was not there before, including debounces; absent where none was shown. */
  readonly latencyMs?: { readonly p50: number; readonly p95: number };
  /** Of simulated typing. */
  readonly requestsPerMinute: number;
}

/** The setups to compare: the built-in engine, then a server and both for each latency. */
export const engineSetups = (latenciesMs: readonly number[]): readonly EngineSetup[] => [
  { choice: 'builtIn', latencyMs: 0 },
  ...(['server', 'both'] as const).flatMap((choice) => latenciesMs.map((latencyMs) => ({ choice, latencyMs }))),
];

export const setupName = ({ choice, latencyMs }: EngineSetup): string =>
  choice === 'builtIn' ? choice : `${choice}, ${latencyMs} ms`;

/** Types a region of the open workspace in simulated time. */
export async function typeWithEngines(
  engine: Engine,
  region: TypedRegion,
  setup: EngineSetup,
  seed: number,
): Promise<TypedWithEngines> {
  const builtIn: Completer = {
    async complete(request) {
      const completion = await engine.complete(request);
      await waitForPrefill(engine, completion);
      return completion;
    },
  };
  const typed = await typeTimed(builtIn, region, setup, seed);
  return { ...typed, keysWithoutHelp: keysWithoutHelp(region) };
}

export function enginesSummary(typed: readonly TypedWithEngines[]): EnginesSummary {
  const sum = (of: (one: TypedWithEngines) => number): number => typed.reduce((total, one) => total + of(one), 0);
  const appearances = typed.flatMap((one) => one.appearances);
  const first = appearances.filter(({ isExtension }) => !isExtension);
  const latencies = first.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const shown = (verdict: Verdict): number => appearances.filter((one) => one.verdict === verdict).length;
  return {
    saved: 1 - sum(({ keys }) => keys) / sum((one) => one.keysWithoutHelp),
    shown: { right: shown('right'), 'partly right': shown('partly right'), wrong: shown('wrong') },
    extended: appearances.length - first.length,
    flickers: sum(({ flickers }) => flickers),
    replaced: sum(({ replaced }) => replaced),
    ...(latencies.length > 0 ? { latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) } } : {}),
    requestsPerMinute: sum(({ serverRequests }) => serverRequests) / (sum(({ typedMs }) => typedMs) / 60_000),
  };
}
