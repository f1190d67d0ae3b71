/**
 * `npm run compare -- --base REVISION`: asks this tree and another revision the same questions, and lists the answers
 * that differ. For changes that are meant to change nothing.
 *
 *   node scripts/compareAnswers.mjs --base REVISION [--requests 500] [--seed 1]
 *
 * Questions are random places in the base revision's own sources. Everything but times and the drafters' names is
 * compared: texts, probabilities, confidence, and whether it would be shown. Exits with 1 where something differs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';
import { NEXT, npm } from '../test/harness/npm.mjs';
import { temporaryDir } from '../test/harness/temporary.mjs';

const sourceFiles = /\.(?:ts|mjs|py|css|json|md|toml|yml)$/;
const minFileCharacters = 200;
const maxPrinted = 20;

/** Most users have greedy decoding; the others run code that it does not reach. */
const kinds = [
  { mode: 'line' },
  { mode: 'line' },
  { mode: 'block' },
  { mode: 'line', strategy: { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false } },
];

/** Integers below a bound, the same for the same seed (mulberry32). */
function randomIntegers(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

function requestsFrom(/** @type {string} */ dir, /** @type {number} */ count, /** @type {number} */ seed) {
  const tracked = execFileSync('git', ['-C', dir, 'ls-files', 'src', 'test', 'bench', 'quality', 'training', 'docs'], {
    encoding: 'utf8',
  });
  const texts = tracked
    .split('\n')
    .filter((file) => sourceFiles.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(dir, file), 'utf8') }))
    .filter(({ text }) => text.length >= minFileCharacters);
  const below = randomIntegers(seed);
  return Array.from({ length: count }, (_, id) => {
    const source = texts[below(texts.length)];
    if (!source) throw new Error('The base revision has no sources to ask about.');
    const { file, text } = source;
    const cursor = below(text.length);
    // Everything but a line's rest: the place of a cursor in a line that is being written.
    const lineEnd = text.indexOf('\n', cursor);
    const suffix = lineEnd < 0 ? '' : text.slice(lineEnd);
    // The second half has the sources as its workspace; reading them once is enough.
    const workspace = id >= count / 2 ? { workspace: path.join(dir, 'src') } : {};
    return { id, path: file, prefix: text.slice(0, cursor), suffix, ...kinds[id % kinds.length], ...workspace };
  });
}

/** @returns {string[]} one answer a line, without the fields that may differ */
function answers(/** @type {string} */ dir, /** @type {string} */ input) {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  const run = spawnSync(process.execPath, ['dist/complete.js', '--batch', '--threads', '1'], {
    cwd: dir,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const dropped = new Set(['timings', 'drafter', 'drafts', 'source']);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.stringify(JSON.parse(line), (key, value) => (dropped.has(key) ? undefined : value)));
}

async function main() {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      requests: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.base === undefined) throw new Error('Name the revision to compare with: --base REVISION.');
  await ensureProjectInstalled();
  const { dir: parent, dispose } = temporaryDir('inkling-compare-');
  const base = path.join(parent, 'base');
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: repoRoot, stdio: 'pipe' });
  try {
    git('worktree', 'add', '--detach', base, values.base);
    const lockOf = (/** @type {string} */ dir) => readFileSync(path.join(dir, 'package-lock.json'), 'utf8');
    if (lockOf(base) === lockOf(repoRoot)) {
      symlinkSync(path.join(repoRoot, 'node_modules'), path.join(base, 'node_modules'), 'junction');
    } else {
      await npm(['ci'], { cwd: base, step: 'Installing the base revision’s packages', next: NEXT });
    }
    const requests = requestsFrom(base, Number(values.requests), Number(values.seed));
    const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
    const [before, after] = [answers(base, input), answers(repoRoot, input)];
    const differing = before.flatMap((line, i) => (line === after[i] ? [] : [[line, after[i] ?? 'no answer']]));
    for (const [was, is] of differing.slice(0, maxPrinted)) console.log(`- ${was}\n+ ${is}\n`);
    console.log(`${before.length} answers, ${differing.length} differ.`);
    process.exitCode = differing.length === 0 && before.length === requests.length ? 0 : 1;
  } finally {
    git('worktree', 'remove', '--force', base);
    dispose();
  }
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
