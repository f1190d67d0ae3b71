import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { Completion } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { UserError } from '../../core/errors.js';
import { checkMessage, idOf } from './checkMessage.js';
import { complete, prefillAhead } from './complete.js';
import { snippetTexts } from './completedText.js';
import { IdleChecksums } from './idleChecksums.js';
import { nextStep } from './nextStep.js';
import { promptTokens } from './promptTokens.js';
import { fingerprintOf } from '../workspace/fingerprint.js';
import { PromptSnippets } from '../workspace/promptSnippets.js';
import { WorkspaceMemory } from '../workspace/workspace.js';
import { Grammars } from '../structure/grammars.js';
import { modelPlatform } from '../platform/node/modelPlatform.js';
import { loadModel, type LoadedModel } from '../load/loadModel.js';
import {
  besideOthers,
  type WorkerCalls,
  type FromWorker,
  type ToWorker,
  type WireError,
  type WorkerData,
} from '../protocol.js';

const port = parentPort!;

const { voidBelow: voidBelowBuffer, texts } = workerData as WorkerData;
if (texts) l10n.config({ contents: texts });
const voidBelow = new Int32Array(voidBelowBuffer);
const isVoid = (id: number): boolean => id < Atomics.load(voidBelow, 0);
const send = (message: FromWorker): void => port.postMessage(message);

/** Tells the host of a failure that no call waits for, such as a damaged file. Thrown on, it would end the thread. */
const report = (error: unknown): void => send({ kind: 'problem', error: wireError(error) });

/** They lie beside the worker. */
const grammars = new Grammars(join(__dirname, 'grammars'), report);
let loaded: LoadedModel | undefined;
let workspace: WorkspaceMemory | undefined;
let checksums: IdleChecksums | undefined;

async function load(id: number, options: WorkerCalls['load']['takes']): Promise<WorkerCalls['load']['gives']> {
  const next = await loadModel(modelPlatform, options, (share) => send({ id, kind: 'progress', share }));
  await loaded?.dispose();
  const index = workspaceFor(next).index;
  loaded = { ...next, index, grammars, snippets: new PromptSnippets(next, index) };
  checksums?.dispose();
  const folders = new Set([options.folder, ...(next.draftModel ? [options.draftFolder!] : [])]);
  checksums = new IdleChecksums(folders, () => performance.now(), report);
  return next.info;
}

/** The index stays where the next model has the same tokens. */
function workspaceFor({ vocabulary, encodeFile, model }: LoadedModel): WorkspaceMemory {
  const fingerprint = fingerprintOf(vocabulary, encodeFile);
  if (workspace?.fingerprint === fingerprint) return workspace;
  workspace?.dispose();
  workspace = new WorkspaceMemory(
    { encode: encodeFile, vocabSize: model.vocabSize, fingerprint },
    () => performance.now(),
    report,
  );
  return workspace;
}

async function completeOnce(
  id: number,
  request: WorkerCalls['complete']['takes'],
): Promise<WorkerCalls['complete']['gives']> {
  if (!loaded) throw new Error('complete was called before load.');
  if (isVoid(id)) return undefined;
  return complete(loaded, request, {
    cancelled: () => isVoid(id),
    now: () => performance.now(),
    onText: (text) => send({ id, kind: 'text', text }),
  });
}

async function step(id: number, request: WorkerCalls['step']['takes']): Promise<WorkerCalls['step']['gives']> {
  if (!loaded) throw new Error('step was called before load.');
  return isVoid(id) ? undefined : nextStep(loaded, request, () => isVoid(id));
}

function snippetsFor(request: WorkerCalls['snippets']['takes']): WorkerCalls['snippets']['gives'] {
  if (!loaded) throw new Error('snippets was called before load.');
  return snippetTexts(promptTokens(loaded, request, true), loaded.vocabulary).snippets ?? [];
}

async function changeWorkspace(change: WorkerCalls['workspace']['takes']): Promise<WorkerCalls['workspace']['gives']> {
  if (!workspace) throw new Error('workspace was called before load.');
  return workspace.handle(change);
}

async function close(): Promise<undefined> {
  checksums?.dispose();
  workspace?.dispose();
  await loaded?.dispose();
  loaded = undefined;
  return undefined;
}

async function answer(message: ToWorker): Promise<unknown> {
  switch (message.call) {
    case 'load':
      return load(message.id, message.args);
    case 'complete':
      return completeOnce(message.id, message.args);
    case 'step':
      return step(message.id, message.args);
    case 'snippets':
      return snippetsFor(message.args);
    case 'workspace':
      return changeWorkspace(message.args);
    case 'close':
      return close();
  }
}

const wireError = (error: unknown): WireError => ({
  isUserError: error instanceof UserError,
  message: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? error.stack : undefined,
});

/**
 * After an answer of the workspace alone the user may type something else: the model has the prompt in its cache then.
 */
async function readAfter({ id, args }: { id: number; args: CompletionRequest }, answer?: Completion): Promise<void> {
  if (answer?.source === 'workspace') await prefillAhead(loaded!, args, () => isVoid(id));
}

/**
 * Pause between calls after which the worker reads other snippets, if they are better, and checks the model's files.
 */
const idleMs = 1500;
let idleTimer: NodeJS.Timeout | undefined;
/** The last request whose snippets were chosen for it. */
let chosenFor: CompletionRequest | undefined;

/** The newest call that was queued. */
let newestId: number | undefined;

function workWhenIdle({ id, args }: { id: number; args: CompletionRequest }): void {
  clearTimeout(idleTimer);
  if (!args.context?.given) chosenFor = args.context && args;
  const request = chosenFor;
  const work = async (): Promise<void> => {
    if (request && loaded && !isVoid(id)) await prefillAhead(loaded, request, () => isVoid(id), true);
    // A newer call is not to share the thread with it.
    if (id === newestId) checksums?.resume();
  };
  idleTimer = setTimeout(() => enqueue(() => reportingErrors(work)), idleMs);
  idleTimer.unref();
}

/** Does what no call waits for. */
async function reportingErrors(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    report(error);
  }
}

/** @returns undefined also if the call fails. */
async function answerCall(message: ToWorker): Promise<unknown> {
  const { id } = message;
  try {
    const result = await answer(message);
    send({ id, kind: 'result', result });
    return result;
  } catch (error) {
    send({ id, kind: 'error', error: wireError(error) });
    return undefined;
  }
}

async function reply(message: ToWorker): Promise<void> {
  const { call } = message;
  const result = await answerCall(message);
  if (call === 'complete') {
    await reportingErrors(() => readAfter(message, result as WorkerCalls['complete']['gives']));
  }
  if (call === 'complete' || call === 'step') workWhenIdle(message);
  // The thread ends by itself once nothing keeps it: to terminate it inside the runtime would end the whole process.
  if (call === 'close') port.close();
}

// One call after the other: a model has one cache. A queued completion that became void costs nothing.
let queue: Promise<void> = Promise.resolve();
port.on('message', (data: unknown) => {
  const id = idOf(data);
  // Without an id no call waits for an answer.
  if (id !== undefined) receive(id, data);
});

function receive(id: number, data: unknown): void {
  let message: ToWorker;
  try {
    message = checkMessage(data);
  } catch (error) {
    send({ id, kind: 'error', error: wireError(error) });
    return;
  }
  // What the index is told is worked on while no other call is there.
  if (besideOthers.includes(message.call)) {
    void reply(message);
    return;
  }
  newestId = id;
  checksums?.pause();
  enqueue(() => reply(message));
}

/** Does something after what is under way; the index does nothing meanwhile. */
function enqueue(task: () => Promise<void>): void {
  const before = queue;
  queue = workspace ? workspace.hold(() => before.then(task)) : before.then(task);
}
