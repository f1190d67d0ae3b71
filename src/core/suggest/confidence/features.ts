import { countUnpaired } from '../../language/brackets.js';
import type { LanguageHints } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';

/** What an answer's probability of being right is told from; all of a similar size. */
export const featureNames = [
  // The text, all its tokens so far.
  'logOdds',
  'meanLogprob',
  'weakestLogprob',
  'tokens',
  'characters',
  'lines',
  // Its own end: 0 for a text that is cut off.
  'isWhole',
  'endLogprob',
  'wholeLogOdds',
  // What the workspace had to say.
  'meanShare',
  'minShare',
  'meanMatch',
  'weakestShare',
  'weakestCount',
  'weakestMatch',
  'isWorkspaceAlone',
  // Where the cursor stands.
  'typed',
  'isLineStart',
  'isInWord',
  'isAfterDot',
  'openBrackets',
  'isBeforeText',
  'isScript',
  'isPython',
  'isBraced',
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** A place to complete at, as the model is asked there. */
export interface ScoredPosition extends LanguageHints {
  readonly prefix: string;
  readonly suffix: string;
  /** Who answers. */
  readonly source: 'model' | 'workspace';
}

/** A token of an answer. */
export interface ScoredToken {
  /** Less than its own text where the answer ends in it; '' for one that only spells what was typed. */
  readonly text: string;
  readonly logprob: number;
  /** What the workspace had to say to it; absent for nothing. */
  readonly workspace?: { readonly weight: number; readonly count: number; readonly matchTokens: number } | undefined;
}

type PlaceFeatures = Pick<
  Features,
  | 'isWorkspaceAlone'
  | 'typed'
  | 'isLineStart'
  | 'isInWord'
  | 'isAfterDot'
  | 'openBrackets'
  | 'isBeforeText'
  | 'isScript'
  | 'isPython'
  | 'isBraced'
>;

function placeFeatures({ prefix, suffix, source, ...file }: ScoredPosition): PlaceFeatures {
  const family = languageOf(file)?.family;
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const typed = line.trim();
  const is = (condition: boolean): number => (condition ? 1 : 0);
  return {
    isWorkspaceAlone: is(source === 'workspace'),
    typed: Math.log1p(typed.length),
    isLineStart: is(typed === ''),
    isInWord: is(/[\p{L}\p{N}_$]$/u.test(line)),
    isAfterDot: is(/(?:\.|->|::)$/.test(line)),
    openBrackets: Math.log1p(countUnpaired(line).open),
    isBeforeText: is(!/^[ \t]*(?:\n|$)/.test(suffix)),
    isScript: is(family === 'script'),
    isPython: is(family === 'python'),
    isBraced: is(family === 'braces'),
  };
}

/** Beyond these a probability is as good as 0 or 1. */
const farthestLogOdds = 8;
const minLogprob = -8;

const bounded = (logprob: number): number => Math.max(minLogprob, logprob);

/** ln(p / (1 − p)) of p = exp(logprob), within bounds. */
function logOddsOf(logprob: number): number {
  const odds = logprob - Math.log(-Math.expm1(Math.min(logprob, -1e-9)));
  return Math.min(farthestLogOdds, Math.max(-farthestLogOdds, odds));
}

const noWorkspace = { weight: 0, count: 0, matchTokens: 0 };

/** An answer as it grows, as numbers: at each token's end, as if it were cut off there, and at its own end. */
export class AnswerFeatures {
  private readonly place: PlaceFeatures;
  private count = 0;
  private logprob = 0;
  private characters = 0;
  private lines = 0;
  private weakest = { logprob: 0, ...noWorkspace };
  private shares = 0;
  private minShare = 1;
  private matches = 0;

  constructor(place: ScoredPosition) {
    this.place = placeFeatures(place);
  }

  /** Whether there is any text yet. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Takes the next token. One without text only spells what was typed, and does not count. */
  add({ text, logprob, workspace = noWorkspace }: ScoredToken): void {
    if (text === '') return;
    const { weight, count, matchTokens } = workspace;
    this.count++;
    this.logprob += logprob;
    this.characters += text.length;
    this.lines += text.split('\n').length - 1;
    this.shares += weight;
    this.minShare = Math.min(this.minShare, weight);
    this.matches += Math.log1p(matchTokens);
    if (this.count === 1 || logprob < this.weakest.logprob) this.weakest = { logprob, weight, count, matchTokens };
  }

  /** Of the text so far, cut off here. */
  cut(): Features {
    const { count, weakest } = this;
    const each = Math.max(1, count);
    return {
      ...this.place,
      logOdds: logOddsOf(this.logprob),
      meanLogprob: bounded(this.logprob / each),
      weakestLogprob: bounded(weakest.logprob),
      tokens: Math.log1p(count),
      characters: Math.log1p(this.characters),
      lines: Math.log1p(this.lines),
      isWhole: 0,
      endLogprob: 0,
      wholeLogOdds: 0,
      meanShare: this.shares / each,
      minShare: this.minShare,
      meanMatch: this.matches / each,
      weakestShare: weakest.weight,
      weakestCount: Math.log1p(weakest.count),
      weakestMatch: Math.log1p(weakest.matchTokens),
    };
  }

  /** Of the text as it ended by itself. @param endLogprob ln of the probability of what ended it. */
  whole(endLogprob: number): Features {
    const logOdds = logOddsOf(this.logprob + endLogprob);
    return { ...this.cut(), logOdds, isWhole: 1, endLogprob: bounded(endLogprob), wholeLogOdds: logOdds };
  }
}
