import type { CompleteOptions } from '../../src/core/completionEngine.js';
import type { CompletionRequest } from '../../src/core/request.js';
import type { CompletedToken, Completion } from '../../src/core/result.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import { precisions } from '../../src/core/suggest/confidence/thresholds.js';
import type { VirtualClock } from './virtualClock.js';

/** A word or a character of punctuation, with the spaces before it. */
const pieces = /[ \t]*(?:[\p{L}\p{N}_$]+|[^\p{L}\p{N}_$\n])|\n/gu;

/** The probability that the model knows a piece: most words are easy, and punctuation nearly always. */
const known = { punctuation: 0.98, easyWord: 0.97, hardWord: 0.55 };
const hardShare = 0.3;
const maxBlockLines = 6;

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly probability: number;
  readonly isKnown: boolean;
}

/** Cuts a text into pieces, each of which the model knows or not, by the seed. */
function piecesOf(goal: string, seed: number): Piece[] {
  const rng = seededRng(seed);
  return [...goal.matchAll(pieces)].map(({ 0: text, index }) => {
    const isWord = /[\p{L}\p{N}_$]/u.test(text);
    const isHard = rng() < hardShare;
    const probability = !isWord ? known.punctuation : isHard ? known.hardWord : known.easyWord;
    return { text, start: index, probability, isKnown: rng() < probability };
  });
}

/** The line, or with `block` the deeper lines below it, too. */
function endOf(goal: string, at: number, mode: CompletionRequest['mode']): number {
  const lineEnd = (from: number): number => (!goal.includes('\n', from) ? goal.length : goal.indexOf('\n', from));
  let end = lineEnd(at);
  if (mode !== 'block') return end;
  const depthOf = (from: number): number => /^[ \t]*/.exec(goal.slice(from))![0].length;
  const depth = depthOf(goal.lastIndexOf('\n', at - 1) + 1);
  for (let lines = 1; lines < maxBlockLines && end < goal.length; lines++) {
    const next = lineEnd(end + 1);
    if (depthOf(end + 1) <= depth) break;
    end = next;
  }
  return end;
}

/** A stream that is running, or through: a server client reads it on while it matches what is typed. */
interface Stream {
  readonly at: number;
  readonly text: string;
  readonly dueMs: number;
}

/**
 * An inference server with a large model: a double, since such a model would need a machine of its own, and every
 * latency another one. It knows the text that is typed: each word and character of punctuation with a given probability,
 * drawn once for each place, and reports that probability. Where it does not know a piece, it writes another one and
 * ends. So its confidence is calibrated, and its text the same while it is typed through.
 */
export class SimulatedServer {
  requests = 0;
  private readonly pieces: readonly Piece[];
  private stream: Stream | undefined;

  /**
   * @param goal the text to type.
   * @param toCome the part of it that is not typed yet; undefined where something else is.
   */
  constructor(
    private readonly goal: string,
    private readonly toCome: () => string | undefined,
    private readonly timing: { readonly clock: VirtualClock; readonly latencyMs: number; readonly seed: number },
  ) {
    this.pieces = piecesOf(goal, timing.seed);
  }

  /** Answers after the latency; at the time of a running stream that the request continues. */
  async complete({ mode }: CompletionRequest, { signal }: CompleteOptions): Promise<Completion | undefined> {
    const { clock, latencyMs } = this.timing;
    const toCome = this.toCome();
    if (toCome === undefined || !signal) return undefined;
    const at = this.goal.length - toCome.length;
    const completion = this.completionAt(at, mode);
    if (!this.stream || !continues(this.stream, at, this.goal)) {
      this.requests++;
      this.stream = { at, text: completion.text, dueMs: clock.nowMs + latencyMs };
    }
    await clock.pause(Math.max(0, this.stream.dueMs - clock.nowMs), signal);
    return signal.aborted ? undefined : completion;
  }

  private completionAt(at: number, mode: CompletionRequest['mode']): Completion {
    const end = endOf(this.goal, at, mode);
    const tokens: CompletedToken[] = [];
    let confidence = 1;
    for (const { text, start, probability, isKnown } of this.pieces) {
      if (start + text.length <= at || start >= end) continue;
      confidence *= probability;
      const left = text.slice(Math.max(0, at - start));
      tokens.push({
        text: isKnown ? left : `${/^\s*/.exec(left)![0]}other`,
        logprob: Math.log(probability),
        confidence,
      });
      if (!isKnown) break;
    }
    return {
      text: tokens.map(({ text }) => text).join(''),
      ...{ tokens, confidence, stop: 'newline', score: 0, source: 'model', thresholds: precisions, others: [] },
      drafts: {},
      timings: {
        ...{ tokenizeMs: 0, prefillMs: 0, decodeMs: 0, promptTokens: 0, reusedTokens: 0, forwards: 0 },
        totalMs: this.timing.latencyMs,
      },
    };
  }
}

/** Whether a stream has more text after what was typed since it began. */
const continues = ({ at: from, text }: Stream, at: number, goal: string): boolean =>
  at >= from && at < from + text.length && text.startsWith(goal.slice(from, at));
