import { eagernesses, type Eagerness } from '../../src/core/suggest/confidence/thresholds.js';
import type { Engine } from '../../src/engine/engine.js';
import { Pipeline } from '../pipeline.js';
import { waitForPrefill } from '../engineWorkspace.js';
import { inMode, type Variant } from '../variants.js';
import { onlyWorkspace, type Completer } from '../completers.js';
import { targetOf, type Hole } from './cut.js';
import { isRight, scoreOf, type Score } from './score.js';

/** The answer at a hole. */
export interface FilledHole extends Score {
  readonly hole: Hole;
  readonly text: string;
  /** 0 where there was no answer. */
  readonly confidence: number;
  /** Whether the text shown while typing is right to its end, as requested and at each eagerness; absent for none. */
  readonly isShownRight?: boolean;
  readonly thresholds: Readonly<Partial<Record<Eagerness, boolean>>>;
  /** Whether the workspace answered without the model. */
  readonly isSure: boolean;
  /** Time from the request to the answer. */
  readonly latencyMs: number;
  /** Whether most of the prompt was not in the cache. */
  readonly isCold: boolean;
}

/**
 * Completes a hole as the editor does.
 *
 * @param answers the engine, or a cache of its answers.
 */
export async function fillHole(
  engine: Engine,
  variant: Variant,
  hole: Hole,
  answers: Completer = engine,
): Promise<FilledHole> {
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
  await waitForPrefill(engine, completion);
  const requested = shown[parts.eagerness];
  const thresholds = eagernesses.flatMap((eagerness) =>
    shown[eagerness] ? [[eagerness, isRight(hole, shown[eagerness])]] : [],
  );
  return {
    ...scoreOf(hole, fitted),
    hole,
    text: fitted?.text ?? '',
    confidence: fitted?.confidence ?? 0,
    ...(requested ? { isShownRight: isRight(hole, requested) } : {}),
    thresholds: Object.fromEntries(thresholds) as FilledHole['thresholds'],
    isSure: completion.source === 'workspace',
    isCold: 2 * completion.timings.reusedTokens < completion.timings.promptTokens,
    latencyMs,
  };
}

/** A hole's result for the JSON file: enough to find it again. */
export const recordOf = ({ hole, ...result }: FilledHole): object => ({
  kind: hole.kind,
  repository: hole.repository.name,
  language: hole.repository.language,
  path: hole.file.path,
  start: hole.start,
  target: targetOf(hole),
  ...result,
});
