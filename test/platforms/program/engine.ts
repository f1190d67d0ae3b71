/** The life of the packaged worker: `engine.cjs EXTENSION STORAGE`, two folders. Prints an `EngineAnswer`. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionRequest } from '../../../src/core/request.js';
import { Engine } from '../../../src/engine/engine.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';
import { decodeSteps, cold, type Figures } from './figures.js';

export interface EngineAnswer {
  readonly notices: readonly string[];
  /** The text of a long request after a newer one, and that of the newer. */
  readonly overtaken: string | null;
  readonly newest: string;
  /** A line of the workspace: before and after the index was saved, and loaded by another worker. */
  readonly fromIndex: string;
  readonly outcome: string;
  readonly files: number;
  readonly fromLoadedIndex: string;
  /** The files that saving leaves. */
  readonly saved: readonly string[];
  /** After the worker was closed. */
  readonly closed: string | null;
  readonly figures: Figures;
}

const [extension = '', storage = ''] = process.argv.slice(2);
const notices: string[] = [];

const newEngine = (): Engine =>
  new Engine({
    startWorker: nodeWorker(join(extension, 'dist', 'worker.js')),
    modelOptions: () => ({ folder: join(extension, 'model'), threads: 1 }),
    onNotice: (notice) => notices.push(notice),
    onProblem: (problem) => notices.push(problem.message),
  });

const base = { mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 48 } as const;
const short: CompletionRequest = {
  ...base,
  prefix: 'class Box {\n  items: string[] = [];\n\n  print(): void {\n    for (const ',
  suffix: '\n      console.log(item);\n    }\n  }\n}\n',
};
/** Longer than it takes to send another one, on any machine. */
const long: CompletionRequest = {
  ...short,
  mode: 'free',
  maxTokens: 400,
  drafters: [],
  strategy: { kind: 'sample', filters: [], seed: 1 },
};

const ledger =
  'export function close(register: Register): void {\n  register.publishQuarterlyLedger(accountBook, { strictRounding: true });\n}\n';
const later: CompletionRequest = {
  ...base,
  path: 'src/später.ts',
  prefix: 'function later(register: Register) {\n  register.publishQ',
  suffix: '\n}\n',
  workspace: { weight: { kind: 'fitted' } },
};

async function newestWins(engine: Engine): Promise<Pick<EngineAnswer, 'overtaken' | 'newest'>> {
  let newer: Promise<string> | undefined;
  const start = async (): Promise<string> => (await engine.complete(short))?.text ?? '';
  const overtaken = await engine.complete(long, { onText: () => void (newer ??= start()) });
  return { overtaken: overtaken?.text ?? null, newest: (await newer) ?? '' };
}

async function savedIndex(engine: Engine): Promise<Pick<EngineAnswer, 'fromIndex' | 'saved'>> {
  await engine.workspace({
    kind: 'update',
    path: 'src/закрыть год.ts',
    text: ledger.replaceAll('\n', '\r\n'),
    stamp: 'v1',
  });
  await engine.workspace({ kind: 'finish' });
  const fromIndex = (await engine.complete(later))?.text ?? '';
  mkdirSync(storage, { recursive: true });
  await engine.workspace({ kind: 'save', folder: storage });
  return { fromIndex, saved: readdirSync(storage) };
}

async function loadedIndex(engine: Engine): Promise<Pick<EngineAnswer, 'outcome' | 'files' | 'fromLoadedIndex'>> {
  const state = await engine.workspace({ kind: 'load', folder: storage });
  const fromLoadedIndex = (await engine.complete(later))?.text ?? '';
  return { outcome: state?.outcome ?? 'none', files: state?.files ?? 0, fromLoadedIndex };
}

async function main(): Promise<void> {
  const first = newEngine();
  await first.ready();
  const figures = { coldPrompt: await cold(first), step: await decodeSteps(first) };
  const [order, saved] = [await newestWins(first), await savedIndex(first)];
  await first.dispose();
  const closed = (await first.complete(short))?.text ?? null;
  const second = newEngine();
  const loaded = await loadedIndex(second);
  await second.dispose();
  const answer: EngineAnswer = { notices, ...order, ...saved, ...loaded, closed, figures };
  // Nothing else ends the process: a worker that did not close would keep it.
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

void main();
