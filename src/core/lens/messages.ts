import type { CompletedText, CompletedToken, PromptReport, StepChoice } from '../result.js';
import type { Sampling } from '../sampling/sampling.js';
import type { StopReason } from '../decode/stops/stop.js';
import type { Strategy, StrategyKind } from '../sampling/strategy.js';
import type { PageTexts } from './pageTexts.js';
import { sliderKeys, type SliderValues } from './sliders.js';

/** What is known of the prompt of a completion by a server, which tokenizes it itself. */
export interface ServedPrompt {
  /** Host and port. */
  readonly host: string;
  /** As the server counts them. */
  readonly promptTokens: number;
  /** Prompt tokens that were in the server's cache. */
  readonly cachedTokens: number;
  /** Whether the server reports the probabilities of its tokens. */
  readonly hasLogprobs: boolean;
}

/** A completion with everything that the lens shows of it. */
export interface Explanation {
  /** Grows with each explanation: requests about an older one are not answered. */
  readonly number: number;
  /** The file's name as the user knows it, and the cursor's position in it, counted from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly model: string;
  readonly strategy: Strategy;
  readonly tokens: readonly CompletedToken[];
  readonly stop: StopReason;
  /** ln p of what ended the text; 0 where it was cut off. */
  readonly endLogprob: number;
  /** The probability that the text is right to its end. */
  readonly confidence: number;
  /** Number of tokens at the start that were picked or kept by the user, not chosen by the strategy. */
  readonly requiredTokenCount: number;
  /** The end of the text before the first token. */
  readonly before: string;
  /** The text before the cursor that the first tokens had to spell again. */
  readonly healed: string;
  /** Absent for a completion by a server. */
  readonly prompt?: PromptReport;
  /** Only for a completion by a server. */
  readonly served?: ServedPrompt;
  /** The current settings. */
  readonly sampling: Sampling;
}

/** Whether the tokens' probabilities are known. */
export const hasProbabilities = ({ served }: Explanation): boolean => served?.hasLogprobs ?? true;

/** The content of the lens. */
export type ExplainedContext =
  /** There is nothing to explain yet. */
  | { readonly kind: 'empty' }
  /** The file is excluded; the message says why. */
  | { readonly kind: 'closed'; readonly message: string }
  /** The model is running, or loading. */
  | { readonly kind: 'waiting' }
  /** There is no usable model; the message names the next step. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'explained'; readonly explanation: Explanation };

/** One strategy's answer to the prompt. */
export interface ComparedStrategy {
  /** The exponent of the length in the score that ranks the texts; 0 where they are ranked by probability. */
  readonly lengthPenalty: number;
  /** Best first. */
  readonly texts: readonly CompletedText[];
  /** The prefixes that beam search followed and gave up. */
  readonly givenUp: readonly (readonly CompletedToken[])[];
  readonly forwards: number;
  readonly totalMs: number;
}

export type Contest = Readonly<Record<StrategyKind, ComparedStrategy>>;

/** Messages from the extension to the page. */
export type ToPage =
  | { readonly kind: 'hello'; readonly texts: PageTexts; readonly isFollowing: boolean }
  | { readonly kind: 'shown'; readonly shown: ExplainedContext }
  /** Whether the engine is working on a request of the page. */
  | { readonly kind: 'busy'; readonly isBusy: boolean }
  | { readonly kind: 'step'; readonly number: number; readonly index: number; readonly choice: StepChoice }
  | { readonly kind: 'contest'; readonly number: number; readonly contest: Contest }
  /** The settings have changed. */
  | { readonly kind: 'settings'; readonly sampling: Sampling }
  /** The sliders' values are saved in the settings. */
  | { readonly kind: 'written'; readonly sampling: Sampling };

/** Actions offered when there is no explanation. */
export const nextSteps = ['explainHere', 'restart', 'openSettings', 'showLog'] as const;
export type NextStep = (typeof nextSteps)[number];

/** Messages from the page to the extension. */
export type FromPage =
  /** The page has loaded and has no content yet: it was opened, or is visible again. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'follow'; readonly isFollowing: boolean }
  /** Requests the distribution before the token at `index`. */
  | { readonly kind: 'step'; readonly number: number; readonly index: number }
  /** Continues with another token instead of the one at `index`. */
  | { readonly kind: 'continue'; readonly number: number; readonly index: number; readonly id: number }
  /** Returns to the original completion, without the user's picks. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'contest'; readonly number: number; readonly sliders: SliderValues; readonly seed: number }
  | { readonly kind: 'write'; readonly sliders: SliderValues }
  | { readonly kind: 'next'; readonly step: NextStep };

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The manifest decides whether a setting may have such a value. */
function isSliders(value: unknown): value is SliderValues {
  if (typeof value !== 'object' || value === null) return false;
  const values = value as Record<string, unknown>;
  return sliderKeys.every((key) => Number.isFinite(values[key]));
}

type Fields<K extends FromPage['kind']> = Omit<Extract<FromPage, { kind: K }>, 'kind'>;

/** The required fields of each message from the page. */
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

/** Validates a message from the page: nothing that comes from there is trusted. */
export function fromPage(data: unknown): FromPage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Record<string, unknown>;
  const { kind } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(checks, kind)) return undefined;
  const fields = Object.entries(checks[kind as FromPage['kind']]) as [string, (value: unknown) => boolean][];
  return fields.every(([field, isRight]) => isRight(message[field])) ? (data as FromPage) : undefined;
}
