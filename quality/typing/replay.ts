import type { Provided, ShownSuggestion } from '../pipeline.js';
import { TypedText, type Region, type TypingStep } from './typedText.js';
import { nextWord, pressesFor, verdictOn, type Verdict } from './verdict.js';

/** What the person does with a suggestion that is right. */
export type TypingUser = 'takes what is right' | 'types on';

/** Answers a key. */
export interface ReplaySuggester {
  provide(
    document: { path: string; prefix: string; suffix: string },
    nowMs: number,
    hasAccepted: boolean,
  ): Promise<Provided>;
}

/** One key, or one closer that was passed over, and what was shown after it. */
export interface Moment {
  readonly did: TypingStep['kind'] | 'whole taken' | 'word taken';
  /** Whether it counts as a key. */
  readonly isKey: boolean;
  /** How often VS Code's command for a word has to be called to take as much; only for a word that was taken. */
  readonly presses?: number;
  /** Absent where the editor does not ask: the cursor was only moved. */
  readonly provided?: Provided;
  /** Of what is shown now, if it was not shown before already. */
  readonly fresh?: Verdict;
  /** Whether something is shown. */
  readonly isShown: boolean;
  /** Whether something that is still right was there before, and is not there as it was. */
  readonly flickered: boolean;
  /** From the key to what is shown, the wait before it aside. */
  readonly latencyMs: number;
}

/** The time between two keys, in milliseconds. */
export type Rhythm = () => number;

/** Time that the suggester takes itself, time as the person's keys have it, and what is waited for between two keys. */
export interface Clocks {
  readonly now: () => number;
  readonly rhythm: Rhythm;
  readonly settled: (provided: Provided) => Promise<void>;
}

/** What is left of a suggestion after some of it was written; undefined if something else was. */
const remainder = (shown: ShownSuggestion | undefined, added: string): string | undefined =>
  shown && shown.text.length > added.length && shown.text.startsWith(added)
    ? shown.text.slice(added.length)
    : undefined;

/** A person at an editor who writes a region. */
class Replay {
  private readonly text: TypedText;
  private shown: ShownSuggestion | undefined;
  private keyMs = 0;

  constructor(
    private readonly region: Region,
    private readonly suggester: ReplaySuggester,
    private readonly person: TypingUser,
    private readonly clocks: Clocks,
  ) {
    this.text = new TypedText(region);
  }

  async run(): Promise<Moment[]> {
    const moments: Moment[] = [];
    while (!this.text.isDone) moments.push(await this.moment());
    return moments;
  }

  private async moment(): Promise<Moment> {
    const { text, region, suggester, clocks } = this;
    const before = text.prefix;
    const act = this.act();
    this.keyMs += clocks.rhythm();
    if (act.did === 'passed') {
      this.shown = undefined;
      return { ...act, isShown: false, flickered: false, latencyMs: 0 };
    }
    const startMs = clocks.now();
    const document = { path: region.path, prefix: text.prefix, suffix: text.suffix };
    const provided = await suggester.provide(document, this.keyMs, act.did === 'whole taken');
    const latencyMs = clocks.now() - startMs;
    await clocks.settled(provided);
    const left = text.prefix.startsWith(before) ? remainder(this.shown, text.prefix.slice(before.length)) : undefined;
    const verdict = (shown: ShownSuggestion): Verdict => verdictOn(shown, text.toCome, text.pendingOnLine);
    const { shown } = provided;
    const stays = shown !== undefined && shown.text === left;
    // A closer that stands there already need not be shown any longer.
    const isThere = left === text.pendingOnLine.slice(0, this.shown?.replaces);
    const wasRight = left !== undefined && !isThere && verdict({ ...this.shown!, text: left }) !== 'wrong';
    this.shown = shown;
    return {
      ...act,
      provided,
      isShown: shown !== undefined,
      flickered: wasRight && !stays,
      latencyMs,
      ...(shown && !stays ? { fresh: verdict(shown) } : {}),
    };
  }

  private act(): Pick<Moment, 'did' | 'isKey' | 'presses'> {
    const { shown, text } = this;
    if (shown && this.person === 'takes what is right') {
      switch (verdictOn(shown, text.toCome, text.pendingOnLine)) {
        case 'right':
          text.accept(shown.text, shown.replaces);
          return { did: 'whole taken', isKey: true };
        case 'partly right': {
          const taken = nextWord(shown.text);
          text.accept(taken, 0);
          return { did: 'word taken', isKey: true, presses: pressesFor(taken) };
        }
        case 'wrong':
      }
    }
    const { kind, isKey } = text.step();
    return { did: kind, isKey };
  }
}

/** Types a region to its end. */
export const replay = (
  region: Region,
  suggester: ReplaySuggester,
  person: TypingUser,
  clocks: Clocks,
): Promise<Moment[]> => new Replay(region, suggester, person, clocks).run();

/** How many keys a person without any help needs. */
export function keysWithoutHelp(region: Region): number {
  const text = new TypedText(region);
  let keys = 0;
  while (!text.isDone) if (text.step().isKey) keys++;
  return keys;
}
