import { AnswerFeatures, type Features } from '../../../src/core/suggest/confidence/features.js';
import type { ConfidenceModel } from '../../../src/core/suggest/confidence/confidenceModel.js';
import { unfitted } from '../../../src/core/suggest/confidence/parameters.js';

/** What the gate was told of an answer. */
export interface Recorded {
  /** Of the text up to the end of each token; undefined while there is none. */
  readonly cuts: readonly (Features | undefined)[];
  /** Of the text as it ended by itself; absent if it was cut off. */
  readonly whole?: Features;
}

/** Stands where the fitted gate will stand, and notes what that would be told. */
export class RecordingGate implements ConfidenceModel {
  readonly thresholds = unfitted.thresholds;
  private cuts: (Features | undefined)[] = [];
  private whole: Features | undefined;

  begin(...[place]: Parameters<ConfidenceModel['begin']>): ReturnType<ConfidenceModel['begin']> {
    const features = new AnswerFeatures(place);
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

  /** Of the answer that was judged last. */
  get last(): Recorded {
    return { cuts: this.cuts, ...(this.whole ? { whole: this.whole } : {}) };
  }
}
