import type { Rng } from '../../../src/core/sampling/rng.js';
import { extensionOf } from '../../../src/core/language/languageOf.js';
import { isCompletable, restOfLine } from '../../../src/core/suggest/cursorContext.js';
import { Pipeline, type OpenFile, type Provided } from '../../pipeline.js';
import type { MeasuredLanguage } from '../../repositories.js';
import { regionIn, type TypedRegion } from '../../typing/regions.js';
import { replay, type Clocks } from '../../typing/replay.js';
import { verdictOn } from '../../typing/verdict.js';
import { shipped } from '../../variants.js';
import type { RepositoryFile } from '../repository.js';
import { labelAnswer, type LabeledAnswer, type RecordedCompletion, type AnswerRecorder } from './answers.js';

/** A region, and the answers at all its keys. */
export interface TypedRegionAnswers {
  readonly region: TypedRegion;
  readonly answers: readonly LabeledAnswer[];
  /** By `keyOf` the document. */
  readonly recorded: ReadonlyMap<string, RecordedCompletion>;
}

/** A key that identifies a document of a region. */
export const keyOf = ({ prefix, suffix }: Pick<OpenFile, 'prefix' | 'suffix'>): string =>
  `${prefix.length} ${suffix.length} ${prefix.slice(-80)}`;

/** Shorter than those of the quality command: more different code at the same cost. */
const lineCounts = { min: 12, max: 24 };

const languageOf: Readonly<Record<string, MeasuredLanguage>> = {
  ...{ ts: 'TypeScript', tsx: 'TypeScript', mts: 'TypeScript', js: 'TypeScript', jsx: 'TypeScript', mjs: 'TypeScript' },
  ...{ py: 'Python', go: 'Go', rs: 'Rust', java: 'Java' },
};

/** Random regions of files in supported languages; fewer than `count` where the files have no more. */
export function typedRegions(name: string, files: readonly RepositoryFile[], count: number, rng: Rng): TypedRegion[] {
  const usable = files.filter(({ path, text }) => extensionOf(path) in languageOf && text.length <= 60_000);
  const regions: TypedRegion[] = [];
  for (let tries = 0; usable.length > 0 && regions.length < count && tries < 200 * count; tries++) {
    const file = usable[Math.floor(rng() * usable.length)]!;
    const language = languageOf[extensionOf(file.path)]!;
    const region = regionIn({ name, commit: 'HEAD', language }, file, rng, lineCounts);
    if (region) regions.push(region);
  }
  return regions;
}

/** Clocks without waiting, with a constant rhythm. */
export const noClocks: Clocks = { now: () => 0, rhythm: () => 200, waitForEngine: () => Promise.resolve() };

/** The text that remains to be typed in a region; undefined where the typed text differs from it. */
function toComeAt({ prefix, goal, suffix }: TypedRegion, document: OpenFile): string | undefined {
  const typed = document.prefix.slice(prefix.length);
  return goal.startsWith(typed) ? goal.slice(typed.length) + suffix : undefined;
}

/** Types a region as a user who ignores suggestions, and asks at each key. */
export async function answersWhileTyping(recorder: AnswerRecorder, region: TypedRegion): Promise<TypedRegionAnswers> {
  const pipeline = new Pipeline(recorder, shipped.options, shipped.parts);
  const answers: LabeledAnswer[] = [];
  const recorded = new Map<string, RecordedCompletion>();
  const provide = async (document: OpenFile): Promise<Provided> => {
    if (!isCompletable(document.suffix)) return { isCached: false };
    const { fitted } = await pipeline.answer(document);
    recorded.set(keyOf(document), recorder.last!);
    const toCome = toComeAt(region, document);
    const rest = restOfLine(document.suffix);
    const isRight = fitted && verdictOn(fitted, toCome, rest) === 'right';
    if (toCome !== undefined) answers.push(labelAnswer(recorder.last!, toCome, isRight));
    return { isCached: false };
  };
  await replay(region, { provide }, 'ignores suggestions', noClocks);
  return { region, answers, recorded };
}
