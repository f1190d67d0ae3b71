import { writeFileSync } from 'node:fs';
import { agreement, type Agreement } from './cases/agreement.js';
import { cold } from './cases/cold.js';
import { keystroke } from './cases/keystroke.js';
import { overhead } from './cases/overhead.js';
import { loadEmbedded } from './cases/prompts.js';
import type { Setting } from './cases/setting.js';
import { halfBillion, shape, thirtyMillion } from './cases/shapes.js';
import { speculationWhileTyping } from './cases/speculation.js';
import { start } from './cases/start.js';
import { throughput } from './cases/throughput.js';
import { installPeers } from './installPeers.js';
import { machine, peerVersions } from './machine.js';
import { parseOptions, type Options } from './options.js';
import type { Profile } from './profile/types.js';
import { markdown } from './report/markdown.js';
import type { Measurement } from './report/results.js';
import { agreementText, machineText, profileText } from './report/texts.js';
import { embeddedDecoder, embeddedFiles } from './weights/modelFiles.js';

/**
 * `npm run bench -- [--json FILE] [--large] [--quick] [--only CASE,…]`: Inkling's engine, transformers.js and llama.cpp on the same
 * weights, in one run and in turn. See README.md for what is compared with what.
 */

const threadCounts = [1, 2];

interface Results {
  readonly measurements: Measurement[];
  agreement?: Agreement[];
  profile?: Profile;
}

async function measure({ cases, large }: Options, setting: Setting): Promise<Results> {
  const results: Results = { measurements: [] };
  const { say } = setting;
  const add = async (measured: Promise<Measurement[]>): Promise<void> =>
    void results.measurements.push(...(await measured));
  if (cases.has('agreement')) results.agreement = await agreement(setting);
  if (cases.has('start')) await add(start(setting, 1));
  for (const threads of threadCounts) {
    if (cases.has('cold')) await add(cold(setting, threads));
    if (cases.has('keystroke')) await add(keystroke(setting, threads));
    if (cases.has('throughput')) await add(throughput(setting, threads));
  }
  if (cases.has('speculation')) await add(speculationWhileTyping(setting, 1));
  if (cases.has('overhead')) results.profile = await overhead(say);
  if (cases.has('shapes')) {
    for (const model of [thirtyMillion, ...(large ? [halfBillion] : [])]) {
      for (const threads of threadCounts) await add(shape(model, threads, setting));
    }
  }
  return results;
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const where = machine();
  await installPeers();
  const loaded = await loadEmbedded();
  const decoder = embeddedDecoder();
  const startMs = performance.now();
  const setting: Setting = {
    loaded,
    decoder,
    files: embeddedFiles(decoder),
    times: (repeats) => (options.quick ? Math.max(2, Math.round(repeats / 10)) : repeats),
    contextLength: loaded.model.contextLength,
    say: (line) => console.error(`${((performance.now() - startMs) / 1000).toFixed(0).padStart(4)} s  ${line}`),
  };
  const results = await measure(options, setting);
  const seconds = (performance.now() - startMs) / 1000;
  const versions = peerVersions();
  await loaded.dispose();
  if (options.json !== undefined) {
    const all = {
      machine: where,
      versions,
      seconds,
      isQuick: options.quick,
      model: loaded.info,
      shape: decoder.shape,
      ...results,
    };
    writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  }
  console.log(
    [
      machineText(where, versions),
      ...(results.agreement ? [agreementText(results.agreement)] : []),
      markdown(results.measurements),
      ...(results.profile ? [profileText(results.profile)] : []),
    ].join('\n\n'),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
