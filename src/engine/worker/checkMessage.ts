import { modes } from '../../core/request.js';
import { runtimeChoices } from '../platform/runtime.js';
import { threadRange } from '../../core/numberSettings.js';
import type { WorkerCallName, WorkerCalls, ToWorker } from '../protocol.js';
import type { WorkspaceChange } from '../workspace/protocol.js';

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const isString: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** An absolute path of any system, or an address. */
const absolute = /^(?:[/\\]|[a-z]:[/\\]|[a-z][\w+.-]+:\/)/i;
const isFolder: Check = (value) => typeof value === 'string' && absolute.test(value);
const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** The fields that a request needs to be queued; strategy and mixing weight are checked where they are used. */
const request: Fields = {
  path: optional(isString),
  languageId: optional(isString),
  prefix: isString,
  suffix: isString,
  mode: isOneOf(...modes),
  maxTokens: isCount,
  drafters: optional(isListOf(isString)),
  without: optional(isListOf(isString)),
  requiredTokens: optional(isListOf(isCount)),
  top: optional(isCount),
};

const isThreads: Check = (value) =>
  value === 'auto' || (isCount(value) && (value as number) >= threadRange.min && (value as number) <= threadRange.max);

const changes: Readonly<Record<WorkspaceChange['kind'], Fields>> = {
  update: { path: isString, text: isString, stamp: optional(isString) },
  remove: { path: isString },
  clear: { folder: optional(isFolder) },
  save: { folder: isFolder },
  load: { folder: isFolder },
  finish: {},
  state: {},
};

const calls: Readonly<Record<WorkerCallName, Fields>> = {
  load: {
    folder: isString,
    threads: isThreads,
    draftFolder: optional(isString),
    runtime: optional(isOneOf(...runtimeChoices)),
    device: optional(isOneOf('gpu')),
  },
  complete: request,
  step: request,
  snippets: request,
  workspace: { kind: isOneOf(...Object.keys(changes)) },
  close: {},
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** @throws TypeError naming the first field that is wrong. */
function requireFields(call: string, args: unknown, fields: Fields): void {
  const values = isRecord(args) ? args : {};
  for (const [name, isRight] of Object.entries(fields)) {
    if (!isRight(values[name])) throw new TypeError(`${call} was called with a wrong ${name}.`);
  }
}

/**
 * The id of a message to the worker.
 *
 * @returns undefined for what has none: it cannot be answered.
 */
export const idOf = (data: unknown): number | undefined =>
  isRecord(data) && isCount(data.id) ? (data.id as number) : undefined;

/**
 * Checks a message once, at the thread's edge: a text that is none would only be noticed while the index works on it,
 * where no caller hears of it.
 *
 * @returns the message itself.
 * @throws TypeError naming what is wrong.
 */
export function checkMessage(data: unknown): ToWorker {
  const { call, args } = (isRecord(data) ? data : {}) as { readonly call?: unknown; readonly args?: unknown };
  if (typeof call !== 'string' || !Object.hasOwn(calls, call))
    throw new TypeError(`The worker has no call ${JSON.stringify(call)}.`);
  requireFields(call, args, calls[call as WorkerCallName]);
  if (call === 'workspace') {
    const change = args as WorkerCalls['workspace']['takes'];
    requireFields(`workspace (${change.kind})`, change, changes[change.kind]);
  }
  return data as ToWorker;
}
