import type { Engine } from '../../src/engine/engine.js';
import { Pipeline } from '../pipeline.js';
import { settled } from '../settled.js';
import type { Variant } from '../variants.js';
import type { Sandbox } from './sandbox.js';
import { programOf, type InfillingTask, type TaskKind } from './tasks.js';

/** A task and what was written for it. */
export interface Infilled {
  readonly name: string;
  readonly text: string;
  /** Whether it is the solution, blanks at its end aside. */
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

/** As long as the solutions are. */
const modes = {
  'single-line': { mode: 'line', maxTokens: 96 },
  'multi-line': { mode: 'free', maxTokens: 256 },
} as const;

/** Asks as an editor would: the cursor stands on an empty line between the two texts. */
export async function infill(
  engine: Engine,
  { options, parts }: Variant,
  kind: TaskKind,
  task: InfillingTask,
  sandbox: Sandbox,
): Promise<Infilled> {
  const { name, before, after, solution } = task;
  const pipeline = new Pipeline(engine, { ...options, ...modes[kind] }, parts);
  const { completion, fitted } = await pipeline.answer({ path: 'solution.py', prefix: before, suffix: `\n${after}` });
  await settled(engine, completion);
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
