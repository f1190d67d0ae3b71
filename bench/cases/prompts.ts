import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionRequest } from '../../src/core/completion.js';
import { isCompletable } from '../../src/core/suggest/place.js';
import { promptTexts } from '../../src/core/suggest/suggestion.js';
import { complete } from '../../src/engine/complete.js';
import { loadModel, type LoadedModel } from '../../src/engine/loadModel.js';
import { promptTokens } from '../../src/engine/promptTokens.js';
import type { OpenTask } from '../contestants/alternate.js';
import { embeddedFolder, repository } from '../paths.js';

/** Code that the model has not seen: written for the bench and for the sample workspace. */
const files = [
  'bench/typed/inventory.ts',
  'bench/typed/logbook.py',
  'test/fixtures/sample-workspace/src/queue.ts',
  'test/fixtures/sample-workspace/src/scheduler.ts',
  'test/fixtures/sample-workspace/src/stats.ts',
  'test/fixtures/sample-workspace/tools/report.py',
];
const typedFiles = files.slice(0, 2);

const textOf = (file: string): string => readFileSync(join(repository, file), 'utf8');
const utf8 = new TextDecoder();

export const lineRequest = { mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 48 } as const;

export const loadEmbedded = (): Promise<LoadedModel> =>
  loadModel({ folder: embeddedFolder, threads: 1 }, () => undefined);

/** A request together with the ids of its prompt, for those who neither take text nor heal its end. */
export function taskOf(loaded: LoadedModel, request: CompletionRequest, isCold: boolean): OpenTask {
  const { tokens, piece } = promptTokens(loaded, request);
  return { request, prompt: [...tokens, ...loaded.encode(utf8.decode(piece))], isCold };
}

/** Where an indented line begins to say something, in the second half of a text. */
function cursorsOf(text: string): number[] {
  const cursors = [...text.matchAll(/\n[ \t]+(?=[^\s}\])])/g)].map((match) => match.index + match[0].length);
  return cursors.filter((cursor) => cursor > text.length / 2);
}

/** The end of `text` whose prompt has at least `length` tokens, and hardly more; all of it where it is too short. */
function endOfLength(text: string, length: number, lengthOf: (prefix: string) => number): string {
  let from = 0;
  let to = text.length;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (lengthOf(text.slice(middle)) >= length) from = middle;
    else to = middle;
  }
  return text.slice(from);
}

/**
 * Tasks with prompts of `length` tokens that have nothing in common from the file's path on.
 *
 * @param wish what is wanted at the cursor.
 */
export function coldTasks(
  loaded: LoadedModel,
  length: number,
  count: number,
  wish: Pick<CompletionRequest, 'mode' | 'strategy' | 'maxTokens'>,
): OpenTask[] {
  return Array.from({ length: count }, (_, i) => {
    const turn = i % files.length;
    const order = [...files.slice(turn + 1), ...files.slice(0, turn + 1)];
    const text = textOf(order.at(-1)!);
    const cursors = cursorsOf(text);
    // Spread over the file, others in each round.
    const cursor = cursors[Math.floor((i / count) * cursors.length)]!;
    const before = [...order.slice(0, -1).map(textOf), text.slice(0, cursor)].join('\n');
    const suffix = text.slice(text.indexOf('\n', cursor)).split('\n').slice(0, 4).join('\n');
    const requestWith = (prefix: string): CompletionRequest => ({
      ...wish,
      path: `bench${i}/${order.at(-1)!}`,
      prefix,
      suffix,
    });
    const prefix = endOfLength(before, length, (end) => promptTokens(loaded, requestWith(end)).tokens.length);
    return taskOf(loaded, requestWith(prefix), true);
  });
}

/**
 * Cold tasks whose greedy text is long: many an infilled text is over after a line, and then says little about a step.
 *
 * @param leastTokens how long at least; where too few texts are, there are fewer tasks.
 */
export async function longTasks(
  loaded: LoadedModel,
  length: number,
  count: number,
  leastTokens: number,
  maxTokens: number,
): Promise<OpenTask[]> {
  const wish = { mode: 'free', strategy: { kind: 'greedy' }, maxTokens } as const;
  const long: OpenTask[] = [];
  for (const task of coldTasks(loaded, length, 6 * count, wish)) {
    if (long.length >= count) break;
    const completion = await complete(loaded, task.request!, { cancelled: () => false, now: () => performance.now() });
    if (completion && completion.tokens.length >= leastTokens) long.push(task);
  }
  return long;
}

/** The lines from `first` on are typed key by key, the rest of the file in place; a task at each key. */
function typing(loaded: LoadedModel, path: string, keys: number): OpenTask[] {
  const text = textOf(path);
  const start = text.indexOf('\n', text.length * 0.6) + 1;
  const end = text.indexOf('\n', start + keys);
  const tasks: OpenTask[] = [];
  for (let cursor = start; cursor < end && tasks.length < keys; cursor++) {
    const around = { before: text.slice(0, cursor), after: text.slice(end) };
    if (!isCompletable(around.after)) continue;
    tasks.push(taskOf(loaded, { ...lineRequest, path, ...promptTexts(around) }, false));
  }
  return tasks;
}

/** For each of the two files, a task at each of `keys` keys of a person who types a part of it. */
export const typingTasks = (loaded: LoadedModel, keys: number): OpenTask[][] =>
  typedFiles.map((path) => typing(loaded, path, keys));
