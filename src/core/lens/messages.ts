import type { CompletedText, CompletedToken, PromptReport, StepChoice } from '../completion.js';
import type { Sampling } from '../sampling/sampling.js';
import type { StopReason } from '../decode/stops/stop.js';
import type { Strategy, StrategyKind } from '../sampling/strategy.js';
import type { PageTexts } from './pageTexts.js';
import { sliderKeys, type SliderValues } from './sliders.js';

/** A completion with all that the lens shows of it. */
export interface Explanation {
  /** Grows with each one: what is asked about an older one is not answered. */
  readonly number: number;
  /** The file's name as the person knows it, and the cursor's place in it, counted from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly model: string;
  readonly strategy: Strategy;
  readonly tokens: readonly CompletedToken[];
  readonly stop: StopReason;
  /** The probability that the text is right to its end. */
  readonly confidence: number;
  /** How many tokens at the beginning were picked or kept by the person, not chosen by the strategy. */
  readonly begunTokens: number;
  readonly prompt: PromptReport;
  /** The settings' numbers at this moment. */
  readonly sampling: Sampling;
}

/** What the lens shows as a whole. */
export type ExplainedContext =
  /** There is nothing to explain yet. */
  | { readonly kind: 'empty' }
  /** The file is one that is not read; the message says why. */
  | { readonly kind: 'closed'; readonly message: string }
  /** The model is being asked, or loaded. */
  | { readonly kind: 'waiting' }
  /** There is no usable model; the message names the next step. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'explained'; readonly explanation: Explanation };

/** One strategy's answer to the prompt. */
export interface ComparedStrategy {
  readonly texts: readonly CompletedText[];
  /** The beginnings that beam search followed and gave up. */
  readonly givenUp: readonly (readonly CompletedToken[])[];
  readonly forwards: number;
  readonly totalMs: number;
}

export type Contest = Readonly<Record<StrategyKind, ComparedStrategy>>;

/** From the extension to the page. */
export type ToPage =
  | { readonly kind: 'hello'; readonly texts: PageTexts; readonly isFollowing: boolean }
  | { readonly kind: 'shown'; readonly shown: ExplainedContext }
  /** Whether the engine is being asked for what the page wants. */
  | { readonly kind: 'busy'; readonly isBusy: boolean }
  | { readonly kind: 'step'; readonly number: number; readonly index: number; readonly choice: StepChoice }
  | { readonly kind: 'contest'; readonly number: number; readonly contest: Contest }
  /** The settings are others now. */
  | { readonly kind: 'settings'; readonly sampling: Sampling }
  /** What the sliders stood at is in the settings. */
  | { readonly kind: 'written'; readonly sampling: Sampling };

/** What a person can do about a missing explanation. */
export const nextSteps = ['explainHere', 'restart', 'openSettings', 'showLog'] as const;
export type NextStep = (typeof nextSteps)[number];

/** From the page to the extension. */
export type FromPage =
  /** The page is there and has nothing yet: it was opened, or comes back after it was hidden. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'follow'; readonly isFollowing: boolean }
  /** The distribution before the token at `index`. */
  | { readonly kind: 'step'; readonly number: number; readonly index: number }
  /** Go on with another token in the place of the one at `index`. */
  | { readonly kind: 'continue'; readonly number: number; readonly index: number; readonly id: number }
  /** Back to what was completed, from where a person went on. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'contest'; readonly number: number; readonly sliders: SliderValues; readonly seed: number }
  | { readonly kind: 'write'; readonly sliders: SliderValues }
  | { readonly kind: 'next'; readonly step: NextStep };

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether a setting may have such a value is for the manifest to say. */
function isSliders(value: unknown): value is SliderValues {
  if (typeof value !== 'object' || value === null) return false;
  const values = value as Record<string, unknown>;
  return sliderKeys.every((key) => Number.isFinite(values[key]));
}

type Fields<K extends FromPage['kind']> = Omit<Extract<FromPage, { kind: K }>, 'kind'>;

/** What each message from the page must carry. */
const checks: { readonly [K in FromPage['kind']]: { readonly [F in keyof Fields<K>]-?: (value: unknown) => boolean } } =
  {
    ready: {},
    follow: { isFollowing: (value) => typeof value === 'boolean' },
    step: { number: isIndex, index: isIndex },
    continue: { number: isIndex, index: isIndex, id: isIndex },
    restore: {},
    contest: { number: isIndex, sliders: isSliders, seed: isIndex },
    write: { sliders: isSliders },
    next: { step: (value) => nextSteps.some((step) => step === value) },
  };

/** A message from the page, if it is one: nothing that comes from there is taken for granted. */
export function fromPage(data: unknown): FromPage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Record<string, unknown>;
  const { kind } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(checks, kind)) return undefined;
  const fields = Object.entries(checks[kind as FromPage['kind']]) as [string, (value: unknown) => boolean][];
  return fields.every(([field, isRight]) => isRight(message[field])) ? (data as FromPage) : undefined;
}
