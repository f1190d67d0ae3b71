import type { Engine } from '../../src/engine/engine.js';
import { Pipeline } from '../pipeline.js';
import { waitForPrefill } from '../engineWorkspace.js';
import type { Variant } from '../variants.js';
import type { Sandbox } from './sandbox.js';
import { programOf, type InfillingTask, type TaskKind } from './tasks.js';

/** The answer to a task. */
export interface Infilled {
  readonly name: string;
  readonly text: string;
  /** Whether it is the solution, except for whitespace at its end. */
  readonly exact: boolean;
  /** Whether the tests pass. */
  readonly passed: boolean;
  readonly confidence: number;
}

export interface InfillingSummary {
  readonly count: number;
  readonly exact: number;
  /** pass@1 */
  readonly passed: number;
  /** Standard error of `passed`. */
  readonly error: number;
}

/** Limits as long as the solutions. */
const modes = {
  'single-line': { mode: 'line', maxTokens: 96 },
  'multi-line': { mode: 'free', maxTokens: 256 },
} as const;

/** Answers a task as in an editor: the cursor is on an empty line between the two texts. */
export async function infill(
  { engine, sandbox }: { readonly engine: Engine; readonly sandbox: Sandbox },
  { options, parts }: Variant,
  kind: TaskKind,
  task: InfillingTask,
): Promise<Infilled> {
  const { name, before, after, solution } = task;
  const pipeline = new Pipeline(engine, { ...options, ...modes[kind] }, parts);
  const { completion, fitted } = await pipeline.answer({ path: 'solution.py', prefix: before, suffix: `\n${after}` });
  await waitForPrefill(engine, completion);
  const text = fitted?.text ?? '';
  return {
    name,
    text,
    exact: text.trimEnd() === solution.trimEnd(),
    passed: await sandbox.passes(programOf(task, text)),
    confidence: fitted?.confidence ?? 0,
  };
}

export function infillingSummary(infilled: readonly Infilled[]): InfillingSummary {
  const count = infilled.length;
  const passed = infilled.filter((one) => one.passed).length / count;
  return {
    count,
    exact: infilled.filter((one) => one.exact).length / count,
    passed,
    error: Math.sqrt((passed * (1 - passed)) / count),
  };
}
