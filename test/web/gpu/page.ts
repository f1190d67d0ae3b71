/** Runs in a page without an editor: the engine as the extension has it in a browser. The harness calls it. */
import type { CompletionRequest } from '../../../src/core/request.js';
import { Engine } from '../../../src/engine/engine.js';
import type { HostFiles } from '../../../src/engine/platform/web/hostFiles.js';
import { webWorker } from '../../../src/engine/platform/web/webWorker.js';
import type { ModelOptions } from '../../../src/engine/protocol.js';

/** A model's runtime, and why it is not another one. */
type Told = readonly [runtime: string, because: string | undefined];

const { location } = globalThis as unknown as { readonly location: { readonly href: string } };
const address = (path: string): string => new URL(path, location.href).href;

/** The repository's files, as its server on loopback gives them. */
const files: HostFiles = {
  async read(path) {
    const response = await fetch(path);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  },
  write: () => Promise.reject(new Error('Nothing is stored in this page.')),
  remove: () => Promise.reject(new Error('Nothing is stored in this page.')),
};

const told: Told[] = [];
const problems: string[] = [];
let device: Pick<ModelOptions, 'device'> = {};
const engine = new Engine({
  startWorker: webWorker({ folder: address('dist/web'), model: address('model'), files }),
  modelOptions: () => ({ folder: address('model'), threads: 1, ...device }),
  onRuntime: (runtime, because) => told.push([runtime, because]),
  onProblem: (problem) => problems.push(problem.message),
});

const requestFor = (prefix: string): CompletionRequest => ({
  path: 'src/sum.ts',
  languageId: 'typescript',
  prefix,
  suffix: '',
  mode: 'line',
  maxTokens: 4,
  strategy: { kind: 'greedy' },
});

/** The page's functions for the harness. */
const inklingPage = {
  /** Loads the model again. @param gpu whether it must run on a GPU, even on a slow one. */
  async load(gpu: boolean): Promise<void> {
    device = gpu ? { device: 'gpu' } : {};
    told.length = 0;
    await engine.reload();
  },
  complete: async (prefix: string): Promise<string | undefined> => (await engine.complete(requestFor(prefix)))?.text,
  told: (): readonly Told[] => told,
  problems: (): readonly string[] => problems,
};

Object.assign(globalThis, { inklingPage });
