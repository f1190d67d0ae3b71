import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Completion } from '../src/core/result.js';
import { isCompletable, promptTexts } from '../src/core/suggest/cursorContext.js';
import { Engine } from '../src/engine/engine.js';
import { runtimeChoices } from '../src/engine/platform/runtime.js';
import { nodeWorker } from '../src/engine/platform/node/nodeWorker.js';

/**
 * `npm run figures`: measures what users notice, through the real worker with the embedded model: load, first suggestion,
 * each key of a file that is typed, a decode step, idle CPU, memory.
 */

const root = resolve(__dirname, '..', '..');
const files = ['src/queue.ts', 'src/scheduler.ts', 'src/stats.ts', 'tools/report.py'];
const idleMs = 10_000;
/** `--runtime native` or `--runtime wasm`; the fastest that loads without it. */
const runtime = runtimeChoices.find((choice) => process.argv.at(-1) === choice);

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? NaN;

interface Key {
  readonly latencyMs: number;
  readonly completion: Completion;
}

/** Types the middle third of a file within the rest of it, with the editor's request at each key. */
async function typeFile(engine: Engine, path: string): Promise<Key[]> {
  const text = readFileSync(join(root, 'test', 'fixtures', 'sample-workspace', path), 'utf8');
  const start = text.lastIndexOf('\n', text.length / 3) + 1;
  const end = text.lastIndexOf('\n', (2 * text.length) / 3);
  const keys: Key[] = [];
  for (let cursor = start; cursor < end; cursor++) {
    const around = { prefix: text.slice(0, cursor), suffix: text.slice(end) };
    if (!isCompletable(around.suffix)) continue;
    const startMs = performance.now();
    const completion = await engine.complete({
      path,
      ...promptTexts(around),
      mode: 'line',
      strategy: { kind: 'greedy' },
      maxTokens: 48,
    });
    if (completion) keys.push({ latencyMs: performance.now() - startMs, completion });
  }
  return keys;
}

/** The share of CPU time that the idle process uses. */
async function idleShare(): Promise<number> {
  const before = process.cpuUsage();
  await sleep(idleMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / idleMs;
}

async function measure(threads: number): Promise<Record<string, string>> {
  const before = process.memoryUsage.rss();
  const startMs = performance.now();
  const engine = new Engine({
    startWorker: nodeWorker(join(root, 'dist', 'worker.js')),
    modelOptions: () => ({ folder: join(root, 'model'), threads, ...(runtime ? { runtime } : {}) }),
  });
  await engine.ready();
  const readyMs = performance.now() - startMs;
  const [first, ...rest] = await typeFile(engine, files[0]!);
  const firstMs = performance.now() - startMs - rest.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
  const keys = [...rest];
  for (const file of files.slice(1)) keys.push(...(await typeFile(engine, file)));
  const warm = keys.map(({ latencyMs }) => latencyMs);
  const steps = keys.flatMap(({ completion: { timings } }) =>
    timings.forwards > 0 ? [timings.decodeMs / timings.forwards] : [],
  );
  const memory = process.memoryUsage.rss();
  const idle = await idleShare();
  await engine.dispose();
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return {
    'start to loaded model': ms(readyMs),
    'start to first suggestion': ms(firstMs),
    'first suggestion, cold prompt': `${ms(first!.latencyMs)} (${first!.completion.timings.promptTokens} tokens)`,
    'warm key to finished line, p50': `${ms(quantile(warm, 0.5))} (${warm.length} keys)`,
    'warm key to finished line, p95': ms(quantile(warm, 0.95)),
    'decode step, median': ms(quantile(steps, 0.5)),
    'prefill of a warm key, median': ms(
      quantile(
        keys.map(({ completion }) => completion.timings.prefillMs),
        0.5,
      ),
    ),
    'tokenizing, median': ms(
      quantile(
        keys.map(({ completion }) => completion.timings.tokenizeMs),
        0.5,
      ),
    ),
    'CPU while idle': `${(100 * idle).toFixed(2)} %`,
    // A second engine in the same process reuses memory of the first one.
    ...(threads === 1 ? { 'memory of engine and model': `${((memory - before) / 1e6).toFixed(0)} MB` } : {}),
  };
}

async function main(): Promise<void> {
  for (const threads of [1, 2]) {
    console.log(`\n${threads} thread${threads === 1 ? '' : 's'}`);
    for (const [name, value] of Object.entries(await measure(threads))) console.log(`  ${name.padEnd(32)}${value}`);
  }
}

void main();
