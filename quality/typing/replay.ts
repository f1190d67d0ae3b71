import type { Provided, ShownSuggestion } from '../pipeline.js';
import { TypedText, type Region, type TypingStep } from './typedText.js';
import { nextWord, pressesFor, verdictOn, type Verdict } from './verdict.js';
import type { Rng } from '../../src/core/sampling/rng.js';

/** A user's reaction to a right suggestion. */
export type TypingUser = 'accepts suggestions' | 'ignores suggestions';

/** Answers a key. */
export interface ReplaySuggester {
  provide(
    document: { path: string; prefix: string; suffix: string },
    nowMs: number,
    hasAccepted: boolean,
  ): Promise<Provided>;
}

/** One key, or one closing bracket that was passed over, and the suggestion after it. */
export interface Moment {
  readonly action: TypingStep['kind'] | 'accepted' | 'word accepted';
  /** Whether it counts as a key. */
  readonly isKey: boolean;
  /** Calls of VS Code's command for a word that accept as much; only for an accepted word. */
  readonly presses?: number;
  /** Absent where the editor does not ask, since the cursor was only moved. */
  readonly provided?: Provided;
  /** The verdict on a suggestion that was not shown before. */
  readonly fresh?: Verdict;
  /** Whether something is shown. */
  readonly isShown: boolean;
  /** Whether a suggestion that was still right changed or disappeared. */
  readonly flickered: boolean;
  /** Time from the key to the suggestion, without the debounce. */
  readonly latencyMs: number;
}

/** The time between two keys, in milliseconds. */
export type Rhythm = () => number;

/** The real time, the simulated time between keys, and the wait between two keys. */
export interface Clocks {
  readonly now: () => number;
  readonly rhythm: Rhythm;
  readonly waitForEngine: (provided: Provided) => Promise<void>;
}

/** The rest of a suggestion after its start was typed; undefined if something else was typed. */
const remainder = (shown: ShownSuggestion | undefined, added: string): string | undefined =>
  shown && shown.text.length > added.length && shown.text.startsWith(added)
    ? shown.text.slice(added.length)
    : undefined;

/** Whether the rest of an earlier suggestion is what is shown now, with closing brackets after the cursor or without. */
const isSame = (left: string, { text, replaces }: ShownSuggestion, pendingOnLine: string): boolean =>
  left.startsWith(text) && pendingOnLine.slice(replaces).startsWith(left.slice(text.length));

/** A user who types a region in an editor. */
class Replay {
  private readonly text: TypedText;
  private shown: ShownSuggestion | undefined;
  private keyMs = 0;

  constructor(
    private readonly region: Region,
    private readonly suggester: ReplaySuggester,
    private readonly user: TypingUser,
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
    const step = this.step();
    this.keyMs += clocks.rhythm();
    if (step.action === 'passed') {
      this.shown = undefined;
      return { ...step, isShown: false, flickered: false, latencyMs: 0 };
    }
    const startMs = clocks.now();
    const document = { path: region.path, prefix: text.prefix, suffix: text.suffix };
    const provided = await suggester.provide(document, this.keyMs, step.action === 'accepted');
    const latencyMs = clocks.now() - startMs;
    await clocks.waitForEngine(provided);
    const left = text.prefix.startsWith(before) ? remainder(this.shown, text.prefix.slice(before.length)) : undefined;
    const verdict = (shown: ShownSuggestion): Verdict => verdictOn(shown, text.toCome, text.pendingOnLine);
    const { shown } = provided;
    const stays = shown !== undefined && left !== undefined && isSame(left, shown, text.pendingOnLine);
    // A closing bracket that is there already need not be shown any longer.
    const isThere = left === text.pendingOnLine.slice(0, this.shown?.replaces);
    const wasRight = left !== undefined && !isThere && verdict({ ...this.shown!, text: left }) !== 'wrong';
    this.shown = shown;
    return {
      ...step,
      provided,
      isShown: shown !== undefined,
      flickered: wasRight && !stays,
      latencyMs,
      ...(shown && !stays ? { fresh: verdict(shown) } : {}),
    };
  }

  private step(): Pick<Moment, 'action' | 'isKey' | 'presses'> {
    const { shown, text } = this;
    if (shown && this.user === 'accepts suggestions') {
      switch (verdictOn(shown, text.toCome, text.pendingOnLine)) {
        case 'right':
          text.accept(shown.text, shown.replaces);
          return { action: 'accepted', isKey: true };
        case 'partly right': {
          const acceptedWord = nextWord(shown.text);
          text.accept(acceptedWord, 0);
          return { action: 'word accepted', isKey: true, presses: pressesFor(acceptedWord) };
        }
        case 'wrong':
      }
    }
    const { kind, isKey } = text.step();
    return { action: kind, isKey };
  }
}

/** Types a region to its end. */
export const replay = (
  region: Region,
  suggester: ReplaySuggester,
  user: TypingUser,
  clocks: Clocks,
): Promise<Moment[]> => new Replay(region, suggester, user, clocks).run();

/** The number of keys without suggestions. */
export function keysWithoutHelp(region: Region): number {
  const text = new TypedText(region);
  let keys = 0;
  while (!text.isDone) if (text.step().isKey) keys++;
  return keys;
}

/** The mean time between two keys, in milliseconds; CPU seconds per minute assume it. */
export const keyIntervalMs = 200;

/** The shortest simulated time between keys. */
const minMs = 80;

/** Random times between keys: at least 80 ms, 200 ms on average, mostly short and sometimes long. */
export const humanRhythm =
  (rng: Rng): Rhythm =>
  () =>
    minMs - (keyIntervalMs - minMs) * Math.log(1 - rng());
