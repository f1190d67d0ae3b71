import { bucketOf, mergeHistograms, type Histogram } from './histogram.js';

/** Delays after which the text of an accepted suggestion is looked for, in milliseconds. */
export const keptAfterMs = [30_000, 120_000, 300_000] as const;

/** A counted event. */
export type StatisticsEvent =
  /** A suggestion was visible for long enough to be seen, or was accepted before. */
  | { readonly kind: 'shown' }
  /** All of it, or all that was left of it, was accepted. */
  | { readonly kind: 'accepted' }
  /** Some of it was accepted, and never the rest. */
  | { readonly kind: 'partlyAccepted' }
  /** Accepting it made the document longer by this number of characters that the user did not type. */
  | { readonly kind: 'saved'; readonly characters: number }
  /** An accepted text was looked for after `keptAfterMs[check]`. */
  | { readonly kind: 'checked'; readonly check: number; readonly isKept: boolean }
  /** The model answered, this long after the editor's request. */
  | { readonly kind: 'answered'; readonly latencyMs: number }
  /** An earlier suggestion was still valid: the model was not run. */
  | { readonly kind: 'remembered' };

/** Numbers of events. */
export interface Counts {
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  readonly savedCharacters: number;
  /**
   * As `keptAfterMs`: numbers of accepted texts that were looked for, and of those that were still there. A text that is
   * gone at one check is not looked for again.
   */
  readonly checked: readonly number[];
  readonly kept: readonly number[];
  readonly remembered: number;
  /** Of the model's answers. */
  readonly latency: Histogram;
}

const zeros = keptAfterMs.map(() => 0);

export const noCounts: Counts = {
  ...{ shown: 0, accepted: 0, partlyAccepted: 0, savedCharacters: 0, remembered: 0 },
  ...{ checked: zeros, kept: zeros, latency: {} },
};

/** The counts of one event. */
export function countsOf(event: StatisticsEvent): Counts {
  switch (event.kind) {
    case 'saved':
      return { ...noCounts, savedCharacters: event.characters };
    case 'checked': {
      const one = zeros.map((_, i) => (i === event.check ? 1 : 0));
      return { ...noCounts, checked: one, kept: event.isKept ? one : zeros };
    }
    case 'answered':
      return { ...noCounts, latency: { [bucketOf(event.latencyMs)]: 1 } };
    default:
      return { ...noCounts, [event.kind]: 1 };
  }
}

const addUp = (a: readonly number[], b: readonly number[]): number[] => zeros.map((_, i) => a[i]! + b[i]!);

/**
 * The share of accepted texts that are kept until a check, by the product-limit estimator (Kaplan and Meier 1958,
 * "Nonparametric estimation from incomplete observations"): the product of the shares kept at each check so far. Never
 * more than at an earlier check, although texts in closed files and recent ones are not looked for any more, or not yet.
 *
 * @param check an index into `keptAfterMs`.
 * @returns undefined if no text was looked for then.
 */
export function keptShare({ checked, kept }: Pick<Counts, 'checked' | 'kept'>, check: number): number | undefined {
  let share = 1;
  for (let i = 0; i <= check; i++) {
    if (share > 0 && checked[i] === 0) return undefined;
    share *= share > 0 ? kept[i]! / checked[i]! : 0;
  }
  return share;
}

/** The sum of two counts. */
export function mergeCounts(a: Counts, b: Counts): Counts {
  return {
    shown: a.shown + b.shown,
    accepted: a.accepted + b.accepted,
    partlyAccepted: a.partlyAccepted + b.partlyAccepted,
    savedCharacters: a.savedCharacters + b.savedCharacters,
    checked: addUp(a.checked, b.checked),
    kept: addUp(a.kept, b.kept),
    remembered: a.remembered + b.remembered,
    latency: mergeHistograms(a.latency, b.latency),
  };
}
