import { atForeignCloser } from '../decode/stops/bracketEnd.js';
import { stopRules } from '../decode/stops/stopRules.js';
import type { Stop, StopReason, StopRule } from '../decode/stops/stop.js';
import type { EndedText } from '../decode/scoredText.js';
import type { NearbyText } from '../prompt/nearbyText.js';
import { endsEarly, type CompletionRequest } from '../request.js';
import type { CompletedToken } from '../result.js';
import type { ConfidenceScorer } from '../suggest/confidence/confidenceModel.js';
import { nominalLogprob } from './serverConfidence.js';
import { completedToken, conditionedOn } from './serverTokens.js';
import type { ServerChunk, ServerToken } from './serverStream.js';

/** The request that a stream answers. */
export interface AnswerParts {
  readonly request: CompletionRequest;
  readonly near: NearbyText;
  /** The text that the stream has to spell before the answer. */
  readonly piece: string;
  /** Special tokens of the model's format, which end an answer where a server sends them as text. */
  readonly marks: readonly string[];
  /** Of this answer, for its early end. */
  readonly scorer: ConfidenceScorer;
  /** The minimum confidence, for its early end. */
  readonly threshold: number;
}

/** Ends before a special token that a server sends as text. */
function atMark(marks: readonly string[]): StopRule {
  const longest = Math.max(0, ...marks.map(({ length }) => length));
  return ({ text, added }) => {
    const from = Math.max(0, added - longest);
    const found = marks.map((mark) => text.indexOf(mark, from)).filter((at) => at >= 0);
    return found.length === 0 ? undefined : { reason: 'end', keep: Math.min(...found) };
  };
}

/** The rules that end an answer. Ends of blocks are those of indentation and brackets: grammars run in the worker only. */
function rulesOf({ request, near, marks }: AnswerParts): StopRule[] {
  const { path, languageId, without = [] } = request;
  const closers = without.includes('brackets') ? [] : [atForeignCloser({ ...near, path, languageId })];
  return [atMark(marks), ...stopRules(request, near, () => false), ...closers];
}

/** What became of a stream after a part of it. */
export type StreamProgress =
  | 'open'
  | 'ended'
  /** It does not spell the text that it has to. */
  | 'mismatch';

/** An answer that grows with the parts of a stream, until a rule or the server ends it. */
export class StreamedAnswer {
  private readonly rules: readonly StopRule[];
  private readonly endsBelow: number;
  private readonly tokens: CompletedToken[] = [];
  private raw = '';
  private text = '';
  private count = 0;
  private stop: Stop | undefined;

  constructor(
    private readonly parts: AnswerParts,
    /** Told the new text of the answer. */
    private readonly onText: (text: string) => void = () => undefined,
  ) {
    this.rules = rulesOf(parts);
    this.endsBelow = endsEarly(parts.request) ? parts.threshold : 0;
  }

  /** Takes the next part of the stream; those after the answer's end are ignored. */
  take({ text, tokens, end }: ServerChunk): StreamProgress {
    const parts: readonly ServerToken[] = tokens.length > 0 || text === '' ? tokens : [{ text }];
    for (const token of parts) {
      if (this.stop) return 'ended';
      if (!this.spells(token.text)) return 'mismatch';
      this.add(token);
    }
    if (!this.stop && end !== undefined) return this.finish(end === 'limit' ? 'limit' : 'end');
    return this.stop ? 'ended' : 'open';
  }

  /** The stream is over. An answer whose piece is not spelled yet is none. */
  finish(reason: StopReason = 'end'): StreamProgress {
    if (this.raw.length < this.parts.piece.length) return 'mismatch';
    this.stop ??= { reason, keep: this.text.length };
    return 'ended';
  }

  /** The answer, once it has ended. Its score is the mean log-probability of its tokens. */
  ended(): EndedText {
    if (!this.stop) throw new Error('The answer has not ended.');
    const sum = this.tokens.reduce((total, { logprob }) => total + logprob, 0);
    return { tokens: this.tokens, stop: this.stop, score: sum / Math.max(1, this.tokens.length) };
  }

  private spells(next: string): boolean {
    const { piece } = this.parts;
    const all = this.raw + next;
    return all.length < piece.length ? piece.startsWith(all) : all.startsWith(piece);
  }

  private add(token: ServerToken): void {
    const { piece, request } = this.parts;
    const missing = piece.slice(this.raw.length);
    this.raw += token.text;
    const own = token.text.slice(missing.length);
    const added = this.text.length;
    this.text += own;
    if (own !== '') this.count++;
    const logprob = conditionedOn(missing, token) ?? nominalLogprob;
    const completed = completedToken(token, { text: own, logprob, top: request.top });
    this.tokens.push(completed);
    this.stop = this.verdict(added);
    const shown = this.text.slice(added, this.stop?.keep);
    if (shown !== '') this.onText(shown);
    if (this.stop) return;
    const confidence = this.parts.scorer.add(completed);
    if (confidence < this.endsBelow) this.stop = { reason: 'unsure', keep: this.text.length };
  }

  private verdict(added: number): Stop | undefined {
    const progress = { text: this.text, added, count: this.count };
    for (const rule of this.rules) {
      const stop = rule(progress);
      if (stop) return stop;
    }
    return undefined;
  }
}
