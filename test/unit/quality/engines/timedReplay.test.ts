import { describe, expect, it } from 'vitest';
import type { Completer } from '../../../../quality/completers.js';
import { enginesSummary, engineSetups, setupName } from '../../../../quality/engines/measure.js';
import { typeTimed, type EngineSetup, type TimedTyping } from '../../../../quality/engines/timedReplay.js';
import type { Region } from '../../../../quality/typing/typedText.js';
import { VirtualClock } from '../../../../quality/engines/virtualClock.js';
import { completionOf, sure, unsure } from '../../support/scripted.js';

const goal = 'const total = count(items);\nreturn total;';
const region: Region = {
  path: 'a.ts',
  language: 'TypeScript',
  prefix: 'start\n',
  goal,
  suffix: '\nend',
  unit: '  ',
};

/** A built-in engine that never shows anything. */
const silent: Completer = { complete: () => Promise.resolve(completionOf(unsure('nothing'))) };
/** A built-in engine that is always wrong, and sure of it. */
const wrong: Completer = { complete: () => Promise.resolve(completionOf(sure('zzz()'))) };

const type = (engine: Completer, setup: EngineSetup): Promise<TimedTyping> => typeTimed(engine, region, setup, 1);
const keysAlone = 40;

describe('typeTimed', () => {
  it('types every key without suggestions', async () => {
    const typed = await type(silent, { choice: 'builtIn', latencyMs: 0 });
    expect(typed).toMatchObject({ keys: keysAlone, appearances: [], serverRequests: 0, flickers: 0, replaced: 0 });
    expect(typed.typedMs / keysAlone).toBeGreaterThan(80);
  });

  it.each(['server', 'both'] as const)('saves fewer keys with a slower server with %s', async (choice) => {
    const keys: number[] = [];
    for (const latencyMs of [50, 800]) {
      const typed = await type(silent, { choice, latencyMs });
      expect(typed.serverRequests).toBeGreaterThan(0);
      expect(typed).toMatchObject({ flickers: 0, replaced: 0 });
      keys.push(typed.keys);
    }
    expect(keys[0]).toBeLessThan(keysAlone);
    expect(keys[0]).toBeLessThanOrEqual(keys[1]!);
  });

  it('never replaces the built-in engine’s text by the server’s', async () => {
    const typed = await type(wrong, { choice: 'both', latencyMs: 50 });
    expect(typed.keys).toBe(keysAlone);
    expect(typed.replaced).toBe(0);
    expect(typed.appearances.every(({ verdict }) => verdict === 'wrong')).toBe(true);
  });

  it('gives the same typing with the same seed', async () => {
    const setup: EngineSetup = { choice: 'both', latencyMs: 200 };
    expect(await type(silent, setup)).toEqual(await type(silent, setup));
  });
});

describe('VirtualClock', () => {
  it('lets pauses end in their order, and those that begin meanwhile as well', async () => {
    const clock = new VirtualClock();
    const { signal } = new AbortController();
    const seen: string[] = [];
    const note = async (name: string, ms: number): Promise<void> => {
      await clock.pause(ms, signal);
      seen.push(`${name} ${clock.nowMs}`);
    };
    void note('late', 30);
    void note('early', 10).then(() => note('again', 10));
    await clock.advanceTo(25);
    expect([seen, clock.nowMs]).toEqual([['early 10', 'again 20'], 25]);
    await clock.advanceTo(40);
    expect(seen[2]).toBe('late 30');
  });

  it('ends a pause at once when it is aborted', async () => {
    const clock = new VirtualClock();
    const cancel = new AbortController();
    const paused = clock.pause(1000, cancel.signal);
    cancel.abort();
    await paused;
    expect(clock.nowMs).toBe(0);
  });
});

describe('enginesSummary', () => {
  it('counts requests by simulated minutes, and latencies of texts that were not there', () => {
    const appearance = { verdict: 'right', latencyMs: 100, isExtension: false } as const;
    const summary = enginesSummary([
      {
        ...{ keys: 30, keysWithoutHelp: 60, flickers: 1, replaced: 0, serverRequests: 9, typedMs: 30_000 },
        appearances: [appearance, { ...appearance, verdict: 'wrong', latencyMs: 900, isExtension: true }],
      },
    ]);
    expect(summary).toEqual({
      ...{ saved: 0.5, shown: { right: 1, 'partly right': 0, wrong: 1 }, extended: 1, flickers: 1, replaced: 0 },
      ...{ latencyMs: { p50: 100, p95: 100 }, requestsPerMinute: 18 },
    });
  });

  it('has a setup for the built-in engine, and for each latency one with a server and one with both', () => {
    expect(engineSetups([50, 200]).map(setupName)).toEqual([
      ...['builtIn', 'server, 50 ms', 'server, 200 ms', 'both, 50 ms', 'both, 200 ms'],
    ]);
  });
});
