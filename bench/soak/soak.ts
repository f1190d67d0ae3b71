import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRng } from '../../src/core/sampling/rng.js';
import { UserError } from '../../src/core/errors.js';
import { Engine } from '../../src/engine/engine.js';
import { embeddedFolder, repository } from '../paths.js';
import { sourcesOf } from './documents.js';
import { parseSoakOptions, soakUsage, type SoakOptions, type RunLength } from './options.js';
import { report, type Run } from './report.js';
import { Meter, type MemorySample } from './sample.js';
import { Session } from './session.js';
import type { StepName } from './stepPlan.js';
import { courseOf, figures, tenthCount } from './tenths.js';
import { nodeWorker } from '../../src/engine/platform/node/nodeWorker.js';

/** Samples in each tenth: enough for a robust median. */
const samplesPerTenth = 6;

/** The progress of the run, 0 to 1. */
function progressOf(length: RunLength): (step: number) => number {
  if (length.kind === 'steps') return (step) => step / length.steps;
  const startMs = performance.now();
  return () => (performance.now() - startMs) / (60_000 * length.minutes);
}

async function run({ length, seed }: SoakOptions): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-soak-'));
  const engine = new Engine({
    // As the bench's other programs, it lies beside the worker.
    startWorker: nodeWorker(join(__dirname, 'soakWorker.cjs')),
    modelOptions: () => ({ folder: embeddedFolder, threads: 1 }),
    onNotice: (message) => process.stderr.write(`${message}\n`),
  });
  const meter = new Meter();
  try {
    await engine.ready();
    const session = new Session({
      engine,
      sources: sourcesOf(repository),
      rng: seededRng(seed),
      indexFolder: folder,
      now: () => performance.now(),
    });
    await session.open();
    const samples: MemorySample[][] = Array.from({ length: tenthCount }, () => []);
    const latenciesMs: number[][] = Array.from({ length: tenthCount }, () => []);
    const steps: Partial<Record<StepName, number>> = {};
    const progress = progressOf(length);
    let sampled = -1;
    for (let step = 0, done = 0; done < 1; done = progress(++step)) {
      const tenth = Math.min(tenthCount - 1, Math.floor(done * tenthCount));
      const { step: name, latencyMs } = await session.step();
      steps[name] = (steps[name] ?? 0) + 1;
      if (latencyMs !== undefined) latenciesMs[tenth]!.push(latencyMs);
      const part = Math.floor(done * tenthCount * samplesPerTenth);
      if (part === sampled) continue;
      sampled = part;
      samples[tenth]!.push(await meter.sample());
    }
    return { steps, samples, latenciesMs };
  } finally {
    meter.dispose();
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const options = parseSoakOptions(process.argv.slice(2));
  if (!options) return void process.stdout.write(soakUsage);
  const done = await run(options);
  const courses = figures.map((figure) => courseOf(figure, done.samples));
  process.stdout.write(report(done, courses));
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify({ options, ...done }, undefined, 1));
  if (courses.some(({ isExceeded }) => isExceeded)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof UserError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
});
