import { AnswerFeatures, type Features } from '../../../src/core/suggest/confidence/features.js';
import type { ConfidenceModel } from '../../../src/core/suggest/confidence/confidenceModel.js';
import { unfitted } from '../../../src/core/suggest/confidence/parameters.js';

/** The features of an answer. */
export interface RecordedFeatures {
  /** Features of the text up to the end of each token; undefined while it is empty. */
  readonly cuts: readonly (Features | undefined)[];
  /** Features of the whole text; absent if it was cut off. */
  readonly whole?: Features;
}

/** Replaces the fitted confidence model, and records the features that it would get. */
export class RecordingConfidenceModel implements ConfidenceModel {
  readonly thresholds = unfitted.thresholds;
  private cuts: (Features | undefined)[] = [];
  private whole: Features | undefined;

  begin(...[position]: Parameters<ConfidenceModel['begin']>): ReturnType<ConfidenceModel['begin']> {
    const features = new AnswerFeatures(position);
    this.cuts = [];
    this.whole = undefined;
    return {
      add: (token) => {
        features.add(token);
        this.cuts.push(features.isEmpty ? undefined : features.cut());
        return 1;
      },
      whole: (endLogprob) => {
        this.whole = features.whole(endLogprob);
        return 1;
      },
    };
  }

  /** Features of the last answer. */
  get last(): RecordedFeatures {
    return { cuts: this.cuts, ...(this.whole ? { whole: this.whole } : {}) };
  }
}
