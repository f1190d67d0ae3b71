import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Rng } from '../../src/core/sampling/rng.js';
import { UserError } from '../../src/core/errors.js';

export const taskKinds = ['single-line', 'multi-line'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** A task: `solution` was removed between `before` and `after`; each ends with a newline. */
export interface InfillingTask {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly solution: string;
  readonly test: string;
  readonly entryPoint: string;
}

const files: Readonly<Record<TaskKind, string>> = {
  'single-line': 'HumanEval-SingleLineInfilling.jsonl.gz',
  'multi-line': 'HumanEval-MultiLineInfilling.jsonl.gz',
};

/** A line of the data's files. */
interface TaskLine {
  readonly task_id: string;
  readonly prompt: string;
  readonly suffix: string;
  readonly canonical_solution: string;
  readonly test: string;
  readonly entry_point: string;
}

/** Chooses `count` elements at random, in their order, or all. */
export function choose<T>(from: readonly T[], count: number, rng: Rng): T[] {
  const order = from.map((_, i) => i);
  for (let i = 0; i < Math.min(count, order.length); i++) {
    const other = i + Math.floor(rng() * (order.length - i));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((i) => from[i]!);
}

/**
 * Tasks of HumanEval-Infilling (Bavarian et al. 2022).
 *
 * @throws UserError where the folder lacks the data.
 */
export async function readTasks(folder: string, kind: TaskKind): Promise<InfillingTask[]> {
  const path = join(folder, files[kind]);
  let text: string;
  try {
    text = gunzipSync(await readFile(path)).toString('utf8');
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${(error as Error).message}. It is in the folder data of github.com/openai/human-eval-infilling.`,
    );
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const task = JSON.parse(line) as TaskLine;
      const { task_id: name, prompt: before, suffix, canonical_solution: solution, test } = task;
      return { name, before, after: suffix, solution, test, entryPoint: task.entry_point };
    });
}

/** The whole program with its tests: it fails where the answer is wrong. */
export const programOf = ({ before, after, test, entryPoint }: InfillingTask, answer: string): string =>
  `${before}${answer}\n${after}\n${test}\ncheck(${entryPoint})\n`;
