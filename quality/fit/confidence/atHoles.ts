import type { Rng } from '../../../src/core/sampling/rng.js';
import { Pipeline, type ShownSuggestion } from '../../pipeline.js';
import { modelAlone, shipped } from '../../variants.js';
import { holesIn, type FitHole } from '../holes.js';
import type { RepositoryFile } from '../repository.js';
import { labelAnswer, type LabeledAnswer, type AnswerRecorder } from './answers.js';

/** The share of holes without the workspace, as for users who switch it off. */
const aloneShare = 0.15;

const withoutEnd = (text: string): string => text.trimEnd();

/** Whether the shown text is the original text, to the end of its line. */
function isRight({ text }: ShownSuggestion, { target, suffix }: FitHole): boolean {
  if (!text.includes('\n')) return withoutEnd(text) === withoutEnd(target.split('\n')[0]!);
  const original = target + suffix;
  return original.startsWith(text) && /^[ \t]*(?:\n|$)/.test(original.slice(text.length));
}

/** Answers at random positions of files, without closing brackets typed ahead. */
export async function answersAtHoles(
  recorder: AnswerRecorder,
  files: readonly RepositoryFile[],
  count: number,
  rng: Rng,
): Promise<LabeledAnswer[]> {
  const answers: LabeledAnswer[] = [];
  for (const hole of holesIn(files, count, rng)) {
    const { options, parts } = rng() < aloneShare ? modelAlone : shipped;
    const { path, prefix, suffix, target } = hole;
    const { fitted } = await new Pipeline(recorder, options, parts).answer({ path, prefix, suffix });
    answers.push(labelAnswer(recorder.last!, target + suffix, fitted && isRight(fitted, hole)));
  }
  return answers;
}
