import type { Rng } from '../../../src/core/sampling/rng.js';
import { Pipeline, type ShownSuggestion } from '../../pipeline.js';
import { modelAlone, shipped } from '../../variants.js';
import { holesIn, type FitHole } from '../holes.js';
import type { RepositoryFile } from '../repository.js';
import { judge, type AnsweredSample, type FeatureRecorder } from './answers.js';

/** At so many the workspace has no say, as where a person does not want it. */
const aloneShare = 0.15;

const withoutEnd = (text: string): string => text.trimEnd();

/** Whether what is shown is what was written, to the end of its line. */
function isRight({ text }: ShownSuggestion, { target, suffix }: FitHole): boolean {
  if (!text.includes('\n')) return withoutEnd(text) === withoutEnd(target.split('\n')[0]!);
  const written = target + suffix;
  return written.startsWith(text) && /^[ \t]*(?:\n|$)/.test(written.slice(text.length));
}

/** Answers at random places of files, in which nothing was typed ahead. */
export async function answersAtHoles(
  recorder: FeatureRecorder,
  files: readonly RepositoryFile[],
  count: number,
  rng: Rng,
): Promise<AnsweredSample[]> {
  const answers: AnsweredSample[] = [];
  for (const hole of holesIn(files, count, rng)) {
    const { options, parts } = rng() < aloneShare ? modelAlone : shipped;
    const { path, prefix, suffix, target } = hole;
    const { fitted } = await new Pipeline(recorder, options, parts).answer({ path, prefix: prefix, suffix: suffix });
    answers.push(judge(recorder.last!, target + suffix, fitted && isRight(fitted, hole)));
  }
  return answers;
}
