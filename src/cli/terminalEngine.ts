import { join, resolve } from 'node:path';
import type { CompletionEngine } from '../core/completionEngine.js';
import { UserError } from '../core/errors.js';
import { ServerError } from '../core/server/serverError.js';
import { Engine } from '../engine/engine.js';
import type { WorkspaceState } from '../engine/workspace/protocol.js';
import { ServerEngine } from '../server/serverEngine.js';
import { indexFolder } from './indexFolder.js';
import type { CliOptions } from './options.js';
import { nodeWorker } from '../engine/platform/node/nodeWorker.js';

/** An engine that answers in the terminal. */
export interface TerminalEngine extends Pick<CompletionEngine, 'complete'> {
  /** Replaces the workspace by a folder. @throws UserError if the folder cannot be read, or the engine has no index. */
  index(folder: string): Promise<WorkspaceState>;
  dispose(): Promise<void>;
}

/** The environment of the command. */
export interface Terminal {
  /** The folder of the built files. */
  readonly builtFolder: string;
  readonly print: (line: string) => void;
  /** The API key of a server; absent for none. */
  readonly serverKey?: string | undefined;
}

/** The environment variable of the API key: options are visible to other users of a machine. */
export const serverKeyVariable = 'INKLING_SERVER_KEY';

/** The built-in engine with a model folder. */
async function builtIn(options: CliOptions, { builtFolder, print }: Terminal): Promise<TerminalEngine> {
  const { threads, runtime } = options;
  const draft = options.draftModel === undefined ? {} : { draftFolder: resolve(options.draftModel) };
  const folder = resolve(options.model ?? join(builtFolder, '..', 'model'));
  const engine = new Engine({
    startWorker: nodeWorker(join(builtFolder, 'worker.js')),
    modelOptions: () => ({ folder, threads, ...draft, ...(runtime ? { runtime } : {}) }),
    onNotice: print,
  });
  const terminal: TerminalEngine = {
    complete: (request, those) => engine.complete(request, those),
    index: (workspace) => indexFolder(engine, workspace),
    dispose: () => engine.dispose(),
  };
  return started(terminal, async () => {
    const { isConfidenceFitted, slowBecause } = await engine.ready();
    if (slowBecause !== undefined) print(slowBecause);
    if (!isConfidenceFitted) print('This model has no confidence.json: its confidence is only what it claims.');
  });
}

/** A server may be loading its model. */
const patienceMs = 30_000;

/** A server's engine. */
function onServer({ address, model }: ServerChoice, { print, serverKey }: Terminal): Promise<TerminalEngine> {
  const engine = new ServerEngine({
    options: () =>
      Promise.resolve({
        ...{ address, headers: {}, firstByteMs: patienceMs, silenceMs: patienceMs },
        ...(model === undefined ? {} : { model }),
        ...(serverKey === undefined ? {} : { apiKey: serverKey }),
      }),
    now: () => performance.now(),
    onNotice: print,
  });
  const terminal: TerminalEngine = {
    complete: (request, those) => engine.complete(request, those),
    index: () => Promise.reject(new UserError('A server has no workspace index: leave the workspace or --server out.')),
    dispose: () => Promise.resolve(engine.dispose()),
  };
  return started(terminal, async () => {
    const info = await engine.ready().catch(explainKey);
    const context = info.contextLength === undefined ? '' : `, ${info.contextLength} tokens of context`;
    print(`server: ${info.model} on ${info.host} (${info.dialect}), template ${info.template}${context}`);
    if (!info.hasLogprobs) print('This server tells no probabilities: the confidence is a constant.');
  });
}

/** The editor's message names a command. */
function explainKey(error: unknown): never {
  if (!(error instanceof ServerError) || error.kind !== 'unauthorized') throw error;
  throw new UserError(`The server rejects the API key: set the environment variable ${serverKeyVariable}.`);
}

type ServerChoice = NonNullable<CliOptions['server']>;

/** Disposes of an engine that cannot be used. */
async function started(engine: TerminalEngine, start: () => Promise<void>): Promise<TerminalEngine> {
  try {
    await start();
    return engine;
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}

/** Starts the engine that the options name. @throws UserError if it cannot be used. */
export const startEngine = (options: CliOptions, terminal: Terminal): Promise<TerminalEngine> =>
  options.server ? onServer(options.server, terminal) : builtIn(options, terminal);
