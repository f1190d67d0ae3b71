import { countUnpaired } from '../../language/brackets.js';
import { languageOf } from '../../language/languageOf.js';
import type { TextAroundCursor } from '../cursorContext.js';

/** Inputs of the confidence model for an answer; all of similar magnitude. */
export const featureNames = [
  // The text so far.
  'logOdds',
  'meanLogprob',
  'weakestLogprob',
  'tokens',
  'characters',
  'lines',
  // Its end: 0 for a text that is cut off.
  'isWhole',
  'endLogprob',
  'wholeLogOdds',
  // The workspace's contribution.
  'meanShare',
  'minShare',
  'meanMatch',
  'weakestShare',
  'weakestCount',
  'weakestMatch',
  'isWorkspaceAlone',
  // The cursor's position.
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

/** The cursor of a request, and whether the model or the workspace's index answers it. */
export interface ScoredPosition extends TextAroundCursor {
  readonly source: 'model' | 'workspace';
}

/** A token of an answer. */
export interface ScoredToken {
  /** A part of its text where the answer ends inside it; '' for one that only covers typed text. */
  readonly text: string;
  readonly logprob: number;
  /** The workspace's contribution to it; absent for none. */
  readonly workspace?: { readonly weight: number; readonly count: number; readonly matchTokens: number } | undefined;
}

type PositionFeatures = Pick<
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

function positionFeatures({ prefix, suffix, source, ...file }: ScoredPosition): PositionFeatures {
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
const maxLogOdds = 8;
const minLogprob = -8;

const bounded = (logprob: number): number => Math.max(minLogprob, logprob);

/** ln(p / (1 − p)) of p = exp(logprob), within bounds. */
function logOddsOf(logprob: number): number {
  const odds = logprob - Math.log(-Math.expm1(Math.min(logprob, -1e-9)));
  return Math.min(maxLogOdds, Math.max(-maxLogOdds, odds));
}

const noWorkspace = { weight: 0, count: 0, matchTokens: 0 };

/** Computes an answer's features token by token: as if it were cut off there, and at its own end. */
export class AnswerFeatures {
  private readonly position: PositionFeatures;
  private count = 0;
  private logprob = 0;
  private characters = 0;
  private lines = 0;
  private weakest = { logprob: 0, ...noWorkspace };
  private shares = 0;
  private minShare = 1;
  private matches = 0;

  constructor(position: ScoredPosition) {
    this.position = positionFeatures(position);
  }

  /** Whether there is any text yet. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Adds the next token. One without text only covers typed text, and does not count. */
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

  /** Features of the text so far, cut off here. */
  cut(): Features {
    const { count, weakest } = this;
    const each = Math.max(1, count);
    return {
      ...this.position,
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

  /** Features of the whole text. @param endLogprob ln of the probability of the token that ended it. */
  whole(endLogprob: number): Features {
    const logOdds = logOddsOf(this.logprob + endLogprob);
    return { ...this.cut(), logOdds, isWhole: 1, endLogprob: bounded(endLogprob), wholeLogOdds: logOdds };
  }
}
