import { sigmoid } from '../../decode/mixture/network.js';
import { AnswerFeatures, featureNames, type Features, type JudgedPlace, type JudgedToken } from './features.js';
import type { Levels } from './levels.js';
import type { GateParameters } from './parameters.js';

/** An answer under judgement, token by token. */
export interface Judging {
  /** Takes the next token. @returns the probability that the text is right up to its end: never more than before it. */
  add(token: JudgedToken): number;
  /**
   * The probability that the text as it ended by itself is right: that what is to be written ends there, too.
   *
   * @param endLogprob ln of the probability of what ended it.
   */
  whole(endLogprob: number): number;
}

/** Judges how likely answers are right, and says from where on they are shown. */
export interface Gate {
  readonly levels: Levels;
  begin(place: JudgedPlace): Judging;
}

/** P(right | features): a logistic regression. */
export function probabilityOf({ bias, factors }: Pick<GateParameters, 'bias' | 'factors'>, features: Features): number {
  return sigmoid(featureNames.reduce((sum, name) => sum + factors[name] * features[name], bias));
}

/**
 * A longer text is only right if all shorter ones are: so a probability is at most that of the text before.
 */
export function fittedGate(parameters: GateParameters): Gate {
  return {
    levels: parameters.levels,
    begin(place) {
      const features = new AnswerFeatures(place);
      let least = 1;
      return {
        add(token) {
          features.add(token);
          if (!features.isEmpty) least = Math.min(least, probabilityOf(parameters, features.cut()));
          return least;
        },
        whole: (endLogprob) => Math.min(least, probabilityOf(parameters, features.whole(endLogprob))),
      };
    },
  };
}
