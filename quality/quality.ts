import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { machine, ownVersions } from '../bench/machine.js';
import { machineText } from '../bench/report/texts.js';
import { UserError } from '../src/core/errors.js';
import { Engine } from '../src/engine/engine.js';
import { Grammars } from '../src/engine/structure/grammars.js';
import { offerVariants, type OfferVariant } from './generate/offer.js';
import { measureCases } from './generate/run.js';
import { measureInTasks } from './inTasks.js';
import { measureInWorkspaces } from './inWorkspaces.js';
import { parseQualityOptions, qualityUsage, type QualityOptions } from './options.js';
import { makePlan } from './plan.js';
import { pinnedRepositories, quickRepositories } from './repositories.js';
import { detailsOf, summarizeQuality, type Measurements } from './results.js';
import { qualityMarkdown } from './report/markdown.js';
import { nodeWorker } from '../src/engine/platform/node/nodeWorker.js';
import { grammarFilesIn } from '../src/engine/platform/node/grammarFiles.js';

/** `npm run quality`: measures the quality of suggestions, see docs/quality.md. */

const root = resolve(__dirname, '..', '..');

/** A part of "Generate" is switched off only with `--ablate`. */
const variantsFor = ({ ablation }: QualityOptions): readonly OfferVariant[] =>
  ablation.kind === 'all' ? offerVariants : offerVariants.slice(0, 1);

async function measure(engine: Engine, options: QualityOptions, say: (line: string) => void): Promise<Measurements> {
  const isInWorkspaces = (['holes', 'typing', 'generate'] as const).some((part) => options.parts.has(part));
  const pinned = options.isQuick ? quickRepositories : pinnedRepositories;
  const grammars = new Grammars(grammarFilesIn(join(__dirname, 'grammars')), (error) => say(String(error)));
  const plan = isInWorkspaces ? await makePlan(options, pinned, grammars) : undefined;
  return {
    plan,
    workspaces: plan && (await measureInWorkspaces(engine, plan, options.seed, say)),
    cases: plan
      ? await measureCases(engine, grammars, { ...plan, variants: variantsFor(options), seed: options.seed }, say)
      : [],
    tasks: options.parts.has('infilling') ? await measureInTasks(engine, options, say) : [],
  };
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseQualityOptions(args);
  if (!options) return console.log(qualityUsage);
  const measuredOn = machine();
  const startMs = performance.now();
  const seconds = (): number => (performance.now() - startMs) / 1000;
  const say = (line: string): void => console.error(`${seconds().toFixed(0).padStart(4)} s  ${line}`);
  const engine = new Engine({
    startWorker: nodeWorker(join(__dirname, 'worker.cjs')),
    modelOptions: () => ({
      folder: options.model ?? join(root, 'model'),
      threads: 'auto',
      ...(options.runtime ? { runtime: options.runtime } : {}),
    }),
    onNotice: say,
  });
  try {
    const model = await engine.ready();
    const measured = await measure(engine, options, say);
    const about = { machine: measuredOn, versions: ownVersions(), seconds: seconds(), isQuick: options.isQuick };
    const summary = summarizeQuality(measured);
    if (options.json !== undefined) {
      const { parts, ...others } = options;
      const all = { ...about, model, options: { ...others, parts: [...parts] }, ...summary, ...detailsOf(measured) };
      writeFileSync(options.json, `${JSON.stringify(all, null, 1)}\n`);
    }
    console.log([machineText(about), qualityMarkdown(summary)].join('\n\n'));
  } finally {
    await engine.dispose();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
