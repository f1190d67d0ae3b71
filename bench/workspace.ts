/**
 * `npm run figures:workspace -- DIR [DIR ...]`: measures the cost of the workspace index on the files of some folders, at
 * most 10,000 of them or 20 MB: time and CPU until it is complete, memory while it is built and at rest, the additional
 * latency of completions meanwhile, a lookup, saving and loading; and checks that it equals a rebuilt one after 1,000
 * edits.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRng } from '../src/core/sampling/rng.js';
import type { CompletionRequest } from '../src/core/request.js';
import { MatchBuffer } from '../src/core/workspace/matchBuffer.js';
import { WorkspaceIndex } from '../src/core/workspace/workspaceIndex.js';
import { Engine } from '../src/engine/engine.js';
import { quantile } from './statistics.js';
import { nodeWorker } from '../src/engine/platform/node/nodeWorker.js';

const root = resolve(__dirname, '..', '..');
const maxFiles = 10_000;
const maxBytes = 20e6;
const keyMs = 200;
const edits = 1000;

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function textsIn(folders: readonly string[]): TextFile[] {
  const files: TextFile[] = [];
  let bytes = 0;
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(folder, name);
      if (
        !/\.(?:[cm]?[jt]sx?|py|go|rs|java|md|json|css|html|svelte|vue)$/.test(name) ||
        /node_modules|\.git\//.test(file)
      )
        continue;
      const { size } = statSync(file);
      if (size > 512 * 1024 || files.length >= maxFiles || bytes + size > maxBytes) continue;
      files.push({ path: join(relative(resolve('.'), resolve(folder)), name), text: readFileSync(file, 'utf8') });
      bytes += size;
    }
  }
  return files;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const say = (name: string, figure: string): void => void process.stdout.write(`${name.padEnd(52)}${figure}\n`);

/** CPU seconds of the process since the last call. */
function cpuMeter(): () => number {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return (user + system) / 1e6;
  };
}

const requests: readonly CompletionRequest[] = ['return a + ', 'const sum = a', 'return [a, '].map((line) => ({
  path: 'src/sum.ts',
  prefix: `export function sum(a: number, b: number): number {\n  ${line}`,
  suffix: '\n}\n',
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 24,
  workspace: { weight: { kind: 'fitted' } },
}));

/** Sends requests at typing pace until stopped; returns the time of each answer. */
async function typing(engine: Engine, isOver: () => boolean): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let key = 0; !isOver(); key++) {
    const startMs = performance.now();
    await engine.complete(requests[key % requests.length]!);
    latenciesMs.push(performance.now() - startMs);
    await sleep(keyMs);
  }
  return latenciesMs;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function latencies(ms: readonly number[]): string {
  const sorted = ascending(ms);
  return `median ${quantile(sorted, 0.5).toFixed(1)} ms, 95 % ${quantile(sorted, 0.95).toFixed(1)} ms of ${ms.length} keys`;
}

const newEngine = (): Engine =>
  new Engine({
    startWorker: nodeWorker(join(root, 'dist', 'worker.js')),
    modelOptions: () => ({ folder: join(root, 'model'), threads: 1 }),
  });

/** Memory growth of a new process, which has read no file, when it loads a saved index. */
async function printGrowth(folder: string): Promise<void> {
  const engine = newEngine();
  await engine.ready();
  for (const request of requests) await engine.complete(request);
  const before = process.memoryUsage.rss();
  await engine.workspace({ kind: 'load', folder });
  for (const request of requests) await engine.complete(request);
  process.stdout.write(String(process.memoryUsage.rss() - before));
  await engine.dispose();
}

function growthAtRest(folder: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, '--resting', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/** Measures through the worker, at the pace of the editor. */
async function measureWorker(files: readonly TextFile[]): Promise<void> {
  const engine = newEngine();
  await engine.ready();
  let keys = 0;
  say('a key without an index', latencies(await typing(engine, () => keys++ >= 60)));
  const [rss, cpu, startMs] = [process.memoryUsage.rss(), cpuMeter(), performance.now()];
  let isComplete = false;
  const typed = typing(engine, () => isComplete);
  let next = 0;
  const feeding = Array.from({ length: 4 }, async () => {
    for (let file = files[next++]; file; file = files[next++]) await engine.workspace({ kind: 'update', ...file });
  });
  await Promise.all(feeding);
  for (let state = await engine.workspace({ kind: 'state' }); state?.isPending;) {
    await sleep(500);
    state = await engine.workspace({ kind: 'state' });
  }
  isComplete = true;
  const seconds = (performance.now() - startMs) / 1000;
  const state = (await engine.workspace({ kind: 'state' }))!;
  say('until the index is complete, while typing', `${seconds.toFixed(1)} s, ${cpu().toFixed(1)} s of CPU`);
  say('a key meanwhile', latencies(await typed));
  say('the index', `${state.files} files, ${state.tokens} tokens, ${megabytes(state.sizeBytes)}`);
  say('resident memory when it is built, more than before', megabytes(process.memoryUsage.rss() - rss));
  keys = 0;
  say('a key with the index', latencies(await typing(engine, () => keys++ >= 60)));
  const folder = mkdtempSync(join(tmpdir(), 'inkling-index-'));
  const saveMs = performance.now();
  await engine.workspace({ kind: 'save', folder });
  const savedMs = performance.now();
  say('resident memory of a process that loads it', megabytes(growthAtRest(folder)));
  await engine.workspace({ kind: 'clear' });
  const clearedMs = performance.now();
  await engine.workspace({ kind: 'load', folder });
  const size = statSync(join(folder, 'workspace.index')).size;
  say(
    'keeping it, and loading it',
    `${(savedMs - saveMs).toFixed(0)} ms, ${(performance.now() - clearedMs).toFixed(0)} ms, ${megabytes(size)}`,
  );
  rmSync(folder, { recursive: true });
  await engine.dispose();
}

function settle(index: WorkspaceIndex): number {
  const work = index.work();
  let longestMs = 0;
  for (;;) {
    const startMs = performance.now();
    if (work.next().done) return longestMs;
    longestMs = Math.max(longestMs, performance.now() - startMs);
  }
}

/** Tokens of a simple tokenizer, a hash of each word: only the index is measured here. */
const tokensOf = (text: string): number[] =>
  (text.match(/\w+|[^\w\s]|\s+/g) ?? []).map((piece) => {
    let hash = 7;
    for (let i = 0; i < piece.length; i++) hash = (Math.imul(hash, 31) + piece.charCodeAt(i)) | 0;
    return (hash >>> 0) % 8000;
  });

function answersOf(index: WorkspaceIndex, contexts: readonly (readonly number[])[]): { all: string[]; us: number[] } {
  const matches = new MatchBuffer(512);
  const us: number[] = [];
  const all = contexts.map((context) => {
    matches.count = 0;
    const startMs = performance.now();
    index.find(context, { path: undefined }, matches);
    us.push(1000 * (performance.now() - startMs));
    const continuations = Array.from(
      { length: matches.count },
      (_, i) => `${matches.tokens[i]} ${matches.lengths[i]} ${matches.paths[i]}`,
    );
    return continuations.sort().join();
  });
  return { all, us };
}

/**
 * Measures the index alone: edits, and whether the result equals a rebuilt index. With few enough files to stay below the
 * memory bound: otherwise the dropped files depend on the order of edits.
 */
function measureEdits(all: readonly TextFile[]): void {
  let bytes = 0;
  const files = all.filter(({ text }) => (bytes += text.length) <= maxBytes / 2);
  const rng = seededRng(1);
  const below = (n: number): number => Math.floor(rng() * n);
  const tokensByPath = new Map(files.map(({ path, text }) => [path, tokensOf(text)]));
  const index = new WorkspaceIndex(8192);
  for (const [path, tokens] of tokensByPath) index.set(path, tokens);
  settle(index);
  const cpu = cpuMeter();
  let longestMs = 0;
  for (let edit = 0; edit < edits; edit++) {
    const { path } = files[below(files.length)]!;
    const tokens = tokensByPath.get(path) ?? [];
    const from = below(tokens.length);
    const other = tokensByPath.get(files[below(files.length)]!.path) ?? [];
    if (rng() < 0.1) {
      tokensByPath.delete(path);
      index.remove(path);
      continue;
    }
    const edited = [...tokens.slice(0, from), ...other.slice(0, below(40)), ...tokens.slice(from + below(20))];
    tokensByPath.set(path, edited);
    index.set(path, edited);
    longestMs = Math.max(longestMs, settle(index));
  }
  say(
    `${edits} edits in ${files.length} files, sorted after each`,
    `${cpu().toFixed(1)} s of CPU, longest step ${longestMs.toFixed(1)} ms`,
  );
  const rebuilt = new WorkspaceIndex(8192);
  for (const [path, tokens] of tokensByPath) rebuilt.set(path, tokens);
  settle(rebuilt);
  const sources = [...tokensByPath.values()].filter(({ length }) => length > 0);
  const contexts = Array.from({ length: 3000 }, () => {
    const source = sources[below(sources.length)]!;
    const end = below(source.length);
    return source.slice(Math.max(0, end - 32), end);
  });
  const [after, fresh] = [answersOf(index, contexts), answersOf(rebuilt, contexts)];
  const equal = after.all.filter((answer, i) => answer === fresh.all[i]).length;
  say('lookups equal to those of a rebuilt index', `${equal} of ${contexts.length}`);
  const us = ascending(after.us);
  say('a lookup', `median ${quantile(us, 0.5).toFixed(0)} µs, 99 % ${quantile(us, 0.99).toFixed(0)} µs`);
}

async function main(): Promise<void> {
  const [first, folder] = process.argv.slice(2);
  if (first === '--resting') return printGrowth(folder!);
  const files = textsIn(process.argv.slice(2));
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  say('files', `${files.length}, ${megabytes(bytes)}`);
  await measureWorker(files);
  measureEdits(files);
}

void main();
