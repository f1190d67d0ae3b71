import type { Rng } from '../../../src/core/decode/rng.js';
import { extensionOf } from '../../../src/core/decode/code/syntax.js';
import { isCompletable, restOfLine } from '../../../src/core/suggest/place.js';
import { Pipeline, type OpenDocument, type Provided } from '../../pipeline.js';
import type { Language } from '../../repositories.js';
import { regionIn, type TypedRegion } from '../../typing/regions.js';
import { replay, type Clocks } from '../../typing/replay.js';
import { verdictOn } from '../../typing/verdict.js';
import { shipped } from '../../variants.js';
import type { SourceFile } from '../repository.js';
import { judge, type Answered, type Known, type Recorder } from './answers.js';

/** A region, and the answers at all its keys. */
export interface Typed {
  readonly region: TypedRegion;
  readonly answers: readonly Answered[];
  /** By `keyOf` the document. */
  readonly known: ReadonlyMap<string, Known>;
}

/** Tells the documents of a region apart. */
export const keyOf = ({ before, after }: Pick<OpenDocument, 'before' | 'after'>): string =>
  `${before.length} ${after.length} ${before.slice(-80)}`;

/** Shorter than those of the bench: more different places at the same cost. */
const lineCounts = { least: 12, most: 24 };

const languageOf: Readonly<Record<string, Language>> = {
  ...{ ts: 'TypeScript', tsx: 'TypeScript', mts: 'TypeScript', js: 'TypeScript', jsx: 'TypeScript', mjs: 'TypeScript' },
  ...{ py: 'Python', go: 'Go', rs: 'Rust', java: 'Java' },
};

/** Random regions of files in languages whose typing is known; fewer than `count` where the files give no more. */
export function typedRegions(name: string, files: readonly SourceFile[], count: number, rng: Rng): TypedRegion[] {
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

/** Nothing waits, and the keys come as they will. */
export const noClocks: Clocks = { now: () => 0, rhythm: () => 200, settled: () => Promise.resolve() };

/** What the person is going to write at a document of a region; undefined where that does not go on from the cursor. */
function toComeAt({ before, goal, after }: TypedRegion, document: OpenDocument): string | undefined {
  const typed = document.before.slice(before.length);
  return goal.startsWith(typed) ? goal.slice(typed.length) + after : undefined;
}

/** Types a region as a person who gets no help, and asks at each key. */
export async function typeRegion(recorder: Recorder, region: TypedRegion): Promise<Typed> {
  const pipeline = new Pipeline(recorder, shipped.options, shipped.parts);
  const answers: Answered[] = [];
  const known = new Map<string, Known>();
  const provide = async (document: OpenDocument): Promise<Provided> => {
    if (!isCompletable(document.after)) return { isKnown: false };
    const { fitted } = await pipeline.answer(document);
    known.set(keyOf(document), recorder.last!);
    const toCome = toComeAt(region, document);
    const rest = restOfLine(document.after);
    const isRight = fitted && verdictOn(fitted, toCome, rest) === 'right';
    if (toCome !== undefined) answers.push(judge(recorder.last!, toCome, isRight));
    return { isKnown: false };
  };
  await replay(region, { provide }, 'types on', noClocks);
  return { region, answers, known };
}
