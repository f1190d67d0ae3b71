import { eagernesses, type Eagerness } from '../../src/core/suggest/confidence/thresholds.js';
import type { Engine } from '../../src/engine/engine.js';
import { Pipeline } from '../pipeline.js';
import { settled } from '../settled.js';
import { inMode, type Variant } from '../variants.js';
import { onlyWorkspace, type Completer } from '../workspaceAlone.js';
import { targetOf, type Hole } from './cut.js';
import { isRight, scoreOf, type Score } from './score.js';

/** What became of a hole. */
export interface Filled extends Score {
  readonly hole: Hole;
  readonly text: string;
  /** 0 where there was no answer. */
  readonly confidence: number;
  /** Whether what would have appeared unasked is right to its end, as asked and at each level; absent for nothing. */
  readonly isShownRight?: boolean;
  readonly thresholds: Readonly<Partial<Record<Eagerness, boolean>>>;
  /** Whether the workspace answered without the model. */
  readonly isSure: boolean;
  /** From the request to the answer. */
  readonly latencyMs: number;
  /** Whether most of the prompt was new to the model. */
  readonly isCold: boolean;
}

/**
 * Asks for what stood in a hole, as the editor asks.
 *
 * @param answers the engine's, perhaps remembered.
 */
export async function fillHole(
  engine: Engine,
  variant: Variant,
  hole: Hole,
  answers: Completer = engine,
): Promise<Filled> {
  const { kind, file, start, end } = hole;
  const { options, parts, isWorkspaceAlone = false } = inMode(variant, kind === 'block' ? 'block' : 'line');
  const pipeline = new Pipeline(isWorkspaceAlone ? onlyWorkspace(answers) : answers, options, parts);
  const startMs = performance.now();
  const { completion, fitted, shown } = await pipeline.answer({
    path: file.path,
    prefix: file.text.slice(0, start),
    suffix: file.text.slice(end),
  });
  const latencyMs = performance.now() - startMs;
  await settled(engine, completion);
  const asked = shown[parts.gate];
  const thresholds = eagernesses.flatMap((level) => (shown[level] ? [[level, isRight(hole, shown[level])]] : []));
  return {
    ...scoreOf(hole, fitted),
    hole,
    text: fitted?.text ?? '',
    confidence: fitted?.confidence ?? 0,
    ...(asked ? { isShownRight: isRight(hole, asked) } : {}),
    thresholds: Object.fromEntries(thresholds) as Filled['thresholds'],
    isSure: completion.source === 'workspace',
    isCold: 2 * completion.timings.reusedTokens < completion.timings.promptTokens,
    latencyMs,
  };
}

/** A hole's result for the JSON file: enough to find the place again. */
export const recordOf = ({ hole, ...result }: Filled): object => ({
  kind: hole.kind,
  repository: hole.repository.name,
  language: hole.repository.language,
  path: hole.file.path,
  start: hole.start,
  target: targetOf(hole),
  ...result,
});
