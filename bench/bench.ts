import { writeFileSync } from 'node:fs';
import { agreement } from './cases/agreement.js';
import { cold } from './cases/cold.js';
import { keystroke } from './cases/keystroke.js';
import { overhead } from './cases/overhead.js';
import { loadEmbedded } from './cases/prompts.js';
import type { Setting } from './cases/setting.js';
import { halfBillion, shape, thirtyMillion } from './cases/shapes.js';
import { speculationWhileTyping } from './cases/speculation.js';
import { startCase } from './cases/start.js';
import { throughput } from './cases/throughput.js';
import { installPeers } from './installPeers.js';
import { machine, peerVersions } from './machine.js';
import { parseBenchOptions, type CaseName, type BenchOptions } from './options.js';
import { headline } from './report/headline.js';
import { benchMarkdown } from './report/markdown.js';
import type { Results } from './report/results.js';
import { agreementText, machineText, profileText } from './report/texts.js';
import type { Decoder } from './weights/decoder.js';
import { embeddedDecoder, embeddedFiles, hasTables } from './weights/modelFiles.js';
import { NotALlama } from './weights/readDecoder.js';

/**
 * `npm run bench -- [--json FILE] [--large] [--quick] [--threads 1,2] [--only CASE,…]`: compares Inkling's engine,
 * transformers.js and llama.cpp on the same weights, in turn. See README.md for the cases.
 */

type Part = Partial<Results>;

/** The cases in the order of the report. */
function* parts(
  { large, threads: counts }: BenchOptions,
  setting: Setting,
): Generator<[CaseName, () => Promise<Part>]> {
  const rows = (of: () => Promise<Results['measurements']>) => async (): Promise<Part> => ({
    measurements: await of(),
  });
  yield ['agreement', async () => ({ agreement: await agreement(setting) })];
  yield ['start', rows(() => startCase(setting, 1))];
  for (const threads of counts) {
    yield ['cold', rows(() => cold(setting, threads))];
    yield ['keystroke', rows(() => keystroke(setting, threads))];
    yield ['throughput', rows(() => throughput(setting, threads))];
  }
  yield ['speculation', rows(() => speculationWhileTyping(setting, 1))];
  yield ['overhead', async () => ({ profile: await overhead(setting.say) })];
  for (const model of [thirtyMillion, ...(large ? [halfBillion] : [])]) {
    for (const threads of counts) yield ['shapes', rows(() => shape(model, threads, setting))];
  }
}

/** Runs a case; a failure does not stop the others. */
async function measure(options: BenchOptions, setting: Setting): Promise<Results> {
  let results: Results = { measurements: [], failures: [] };
  for (const [name, run] of parts(options, setting)) {
    if (!options.cases.has(name)) continue;
    try {
      const { measurements = [], ...part } = await run();
      results = { ...results, ...part, measurements: [...results.measurements, ...measurements] };
    } catch (error) {
      const failure = `${name}: ${error instanceof Error ? error.message : String(error)}`;
      setting.say(failure);
      results = { ...results, failures: [...results.failures, failure] };
    }
  }
  return results;
}

/** If the embedded model is of another architecture, only llama.cpp is left out of the comparison on it. */
function llamaOrNothing(): Decoder | undefined {
  try {
    return embeddedDecoder();
  } catch (error) {
    if (!(error instanceof NotALlama)) throw error;
    console.error(`llama.cpp cannot run the embedded model; it is measured with random weights only. ${error.message}`);
    return undefined;
  }
}

async function main(): Promise<void> {
  const options = parseBenchOptions(process.argv.slice(2));
  const where = machine();
  await installPeers();
  const decoder = llamaOrNothing();
  const files = embeddedFiles(decoder);
  // Task lengths come from these weights, which all engines run.
  const loaded = await loadEmbedded(files.folder);
  if (decoder && hasTables())
    console.error('All engines run the embedded model without its n-gram tables, see README.md.');
  const startMs = performance.now();
  const seconds = (): number => (performance.now() - startMs) / 1000;
  const results = await measure(options, {
    loaded,
    decoder,
    files,
    times: (repeats) => (options.quick ? Math.max(2, Math.round(repeats / 10)) : repeats),
    contextLength: loaded.model.contextLength,
    say: (line) => console.error(`${seconds().toFixed(0).padStart(4)} s  ${line}`),
  });
  await loaded.dispose();
  const { agreement: agreements, measurements, profile, failures } = results;
  const about = { machine: where, versions: peerVersions(), seconds: seconds(), isQuick: options.quick };
  if (options.json !== undefined) {
    const all = { ...about, model: loaded.info, shape: decoder?.shape, ...results };
    writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  }
  const texts = [
    machineText(about),
    headline(measurements),
    ...(agreements ? [agreementText(agreements)] : []),
    benchMarkdown(measurements),
    ...(profile ? [profileText(profile)] : []),
    ...failures.map((failure) => `Failed: ${failure}`),
  ];
  console.log(texts.filter((text) => text !== '').join('\n\n'));
  if (failures.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
