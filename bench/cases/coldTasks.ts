import type { CompletionRequest } from '../../src/core/request.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { promptTokens } from '../../src/engine/worker/promptTokens.js';
import type { BenchTask } from '../engines/protocol.js';
import { taskOf, promptText } from './prompts.js';

/** Code that the model was not trained on: written for the bench and for the sample workspace. */
const files = [
  'bench/typed/inventory.ts',
  'bench/typed/logbook.py',
  'test/fixtures/sample-workspace/src/queue.ts',
  'test/fixtures/sample-workspace/src/scheduler.ts',
  'test/fixtures/sample-workspace/src/stats.ts',
  'test/fixtures/sample-workspace/tools/report.py',
];

/** The first character of an indented line in the second half of a text. */
function cursorsOf(text: string): number[] {
  const cursors = [...text.matchAll(/\n[ \t]+(?=[^\s}\])])/g)].map((match) => match.index + match[0].length);
  return cursors.filter((cursor) => cursor > text.length / 2);
}

/** The end of `text` whose prompt has at least `length` tokens, and few more; all of it if it is too short. */
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
 * Tasks with prompts of `length` tokens without a common prefix.
 *
 * @param options of the requests.
 */
export async function coldTasks(
  loaded: LoadedModel,
  length: number,
  count: number,
  options: Pick<CompletionRequest, 'mode' | 'strategy' | 'maxTokens' | 'drafters' | 'without'>,
): Promise<BenchTask[]> {
  const tasks: BenchTask[] = [];
  for (let i = 0; i < count; i++) {
    const turn = i % files.length;
    const order = [...files.slice(turn + 1), ...files.slice(0, turn + 1)];
    const text = promptText(order.at(-1)!);
    const cursors = cursorsOf(text);
    // Spread over the file, at other positions in each round.
    const cursor = cursors[Math.floor((i / count) * cursors.length)]!;
    const before = [...order.slice(0, -1).map(promptText), text.slice(0, cursor)].join('\n');
    const suffix = text.slice(text.indexOf('\n', cursor)).split('\n').slice(0, 4).join('\n');
    const requestWith = (prefix: string): CompletionRequest => ({
      ...options,
      path: `bench${i}/${order.at(-1)!}`,
      prefix,
      suffix,
    });
    const prefix = endOfLength(before, length, (end) => promptTokens(loaded, requestWith(end)).tokens.length);
    tasks.push(await taskOf(loaded, requestWith(prefix), true));
  }
  return tasks;
}

/** Number and lengths of the tasks, in tokens. */
interface LongTaskSizes {
  readonly count: number;
  readonly promptLength: number;
  /** There are fewer tasks than `count` if too few texts are as long. */
  readonly minTokens: number;
  readonly maxTokens: number;
}

/** Cold tasks whose greedy text is long: many infilled texts end after a line, too short to measure a step. */
export async function longTasks(
  loaded: LoadedModel,
  { count, promptLength, minTokens, maxTokens }: LongTaskSizes,
): Promise<BenchTask[]> {
  // The other engines run plain weights, which may repeat sooner: no engine may stop there.
  const options = { mode: 'free', strategy: { kind: 'greedy' }, maxTokens, without: ['repetition'] } as const;
  const tasks = await coldTasks(loaded, promptLength, 6 * count, options);
  return tasks.filter((task) => task.count >= minTokens).slice(0, count);
}
