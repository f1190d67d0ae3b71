import { Answer, type AnswerRules, type DecodedText, type Token } from './answer.js';
import { TokenCandidates } from '../sampling/candidates.js';
import { corrected, type ForcedToken } from '../sampling/forcedSampler.js';
import { inspect } from '../sampling/inspection.js';
import type { LanguageModel, Tail } from '../model/languageModel.js';
import { selectCount } from '../sampling/partialSelect.js';
import type { Stop } from './stops/stop.js';
import type { Strategy } from '../sampling/strategy.js';

type BeamStrategy = Extract<Strategy, { kind: 'beam' }>;

/** Everything that decides what beam search decodes. */
export interface BeamDecoding extends AnswerRules {
  readonly strategy: BeamStrategy;
  /** Number of alternatives to report with each token; none if absent. */
  readonly top?: number;
  /** First tokens of the greedy path. */
  readonly forcedTokens?: readonly ForcedToken[];
  /** Checked between forwards; unfinished texts are dropped then. */
  readonly isCancelled?: () => boolean;
  /** Reports after each step the prefixes that are followed further, to show the search. */
  readonly onFollowed?: (beginnings: readonly (readonly Token[])[]) => void;
}

/** A prefix that can be extended. */
interface Beam {
  readonly answer: Answer;
  readonly tokens: readonly Token[];
  /** Σ ln p by the model, not renormalised by a constraint. */
  readonly logprob: number;
  readonly isGreedy: boolean;
  /** Its rows of the cache, after the prompt's. */
  readonly tail: Tail;
  /** The distribution of its next token. */
  readonly logits: Float32Array;
}

/** A beam and a possible next token. */
interface Extension {
  readonly parent: Beam;
  readonly id: number;
  /** The logits that it was chosen by. */
  readonly row: Float32Array;
  /** ln p(id) among all tokens. */
  readonly logprob: number;
  /** ln p(id) among the allowed ones. */
  readonly conditional: number;
  /** Whether greedy decoding has to take it. */
  readonly isForced?: boolean;
}

const sumOf = ({ parent, logprob }: Extension): number => parent.logprob + logprob;

/**
 * Beam search (Graves 2012; Sutskever et al. 2014, §3.2) with length normalisation (Wu et al. 2016, §7, with the plain
 * length): follows the `width` most probable prefixes, and ranks the finished texts.
 *
 * Two things differ from the textbook. Prefixes are compared by the model's own probabilities even under a constraint:
 * renormalised at each step, a path that the constraint drives into an improbable corner would look probable. And the
 * greedy path always keeps its place, so that the best text is never worse than greedy's.
 *
 * @param logits the row after the prompt's last token.
 * @returns finished texts, best first by Σ ln p / length^penalty, at most `width`; the cache holds the prompt alone afterwards.
 */
export async function beamSearch(
  model: LanguageModel,
  logits: Float32Array,
  decoding: BeamDecoding,
): Promise<DecodedText[]> {
  const promptLength = model.tokens.length;
  try {
    return await new BeamSearch(model, promptLength, decoding).run(logits.slice());
  } finally {
    model.truncate(promptLength);
  }
}

class BeamSearch {
  private readonly finished: DecodedText[] = [];
  private readonly candidates: TokenCandidates;
  private readonly isCancelled: () => boolean;

  constructor(
    private readonly model: LanguageModel,
    private readonly promptLength: number,
    private readonly decoding: BeamDecoding,
  ) {
    this.candidates = new TokenCandidates(model.vocabSize);
    this.isCancelled = decoding.isCancelled ?? (() => false);
  }

  async run(logits: Float32Array): Promise<DecodedText[]> {
    const { strategy } = this.decoding;
    const tail = this.model.save(this.promptLength);
    let beams: Beam[] = [{ answer: new Answer(this.decoding), tokens: [], logprob: 0, isGreedy: true, tail, logits }];
    while (beams.length > 0 && !this.isCancelled()) {
      const grown = this.selectBest(beams.flatMap((beam) => this.extensions(beam))).flatMap((extension, rank) =>
        this.grow(extension, rank === 0 && extension.parent.isGreedy),
      );
      this.decoding.onFollowed?.(grown.map(({ tokens }) => tokens));
      if (this.isDecided(grown)) break;
      beams = await this.advance(grown);
    }
    return this.finished.slice(0, strategy.width);
  }

  /** The `width` most probable tokens after a beam. */
  private extensions(parent: Beam): Extension[] {
    const { candidates } = this;
    const { logits, answer } = parent;
    const allowed = answer.allowed();
    const impossible = answer.noTokenAllowed(allowed);
    if (impossible) this.finish(parent, parent.tokens.length, impossible);
    if (impossible) return [];
    const forced = parent.isGreedy ? this.decoding.forcedTokens?.[parent.tokens.length] : undefined;
    const row = corrected(logits, forced?.corrections);
    const all = candidates.gather(logits);
    const among = allowed || row !== logits ? candidates.gather(row, allowed) : all;
    const count = selectCount(candidates, this.decoding.strategy.width);
    const extension = (id: number): Extension => {
      return { parent, id, row, logprob: logits[id]! - all, conditional: row[id]! - among };
    };
    const likeliest = Array.from(candidates.ids.subarray(0, count), extension);
    if (!forced) return likeliest;
    return [{ ...extension(forced.id), isForced: true }, ...likeliest.filter(({ id }) => id !== forced.id)];
  }

  /** The `width` most probable extensions of all; first the one that greedy decoding would take. */
  private selectBest(extensions: readonly Extension[]): Extension[] {
    const greedy = extensions
      .filter(({ parent }) => parent.isGreedy)
      .reduce<Extension | undefined>((a, b) => {
        if (a?.isForced) return a;
        return !a || b.logprob > a.logprob || (b.logprob === a.logprob && b.id < a.id) ? b : a;
      }, undefined);
    const others = extensions
      .filter((extension) => extension !== greedy)
      .sort((a, b) => sumOf(b) - sumOf(a) || a.id - b.id);
    return [...(greedy ? [greedy] : []), ...others].slice(0, this.decoding.strategy.width);
  }

  /** The beam with one more token; none if that ended it. */
  private grow({ parent, id, row, logprob, conditional }: Extension, isGreedy: boolean): Beam[] {
    const { top = 0 } = this.decoding;
    const answer = parent.answer.fork();
    const inspection = top > 0 ? { inspection: inspect(row, answer.allowed(), top) } : {};
    const { token, stop } = answer.take({ id, logprob: conditional, ...inspection });
    const tokens = token ? [...parent.tokens, token] : parent.tokens;
    const grown = { ...parent, answer, tokens, isGreedy, logprob: parent.logprob + logprob };
    if (!stop) return [grown];
    // A token that ends the text without being part of it was chosen all the same.
    this.finish(grown, parent.tokens.length + 1, stop);
    return [];
  }

  /** Whether the finished texts cannot be beaten any more, or need not be. */
  private isDecided(live: readonly Beam[]): boolean {
    const { width, earlyStopping = false } = this.decoding.strategy;
    const last = this.finished[width - 1];
    if (!last || live.some(({ isGreedy }) => isGreedy)) return false;
    // A sum only falls; divided by the maximum length, it falls least.
    const longest = this.model.contextLength - this.promptLength + 1;
    return earlyStopping || live.every(({ logprob }) => this.score(logprob, longest) <= last.score);
  }

  /**
   * Runs one forward for each beam. There is one cache, with the prompt read once; each beam restores its few rows
   * after that before its forward and saves them with the new one: some kilobytes a step.
   */
  private async advance(beams: readonly Beam[]): Promise<Beam[]> {
    const { model, promptLength } = this;
    const advanced: Beam[] = [];
    for (const beam of beams) {
      if (this.isCancelled()) break;
      model.truncate(promptLength);
      model.restore(beam.tail);
      if (model.tokens.length >= model.contextLength) {
        this.finish(beam, beam.tokens.length, beam.answer.stopAt('context'));
        continue;
      }
      const logits = (await model.forward([beam.tokens.at(-1)!.id], 1)).slice();
      advanced.push({ ...beam, logits, tail: model.save(promptLength) });
    }
    return advanced;
  }

  private finish({ tokens, logprob }: Pick<Beam, 'tokens' | 'logprob'>, length: number, stop: Stop): void {
    // Several tokens may only end a text; the most probable of them comes first.
    if (this.finished.some((known) => known.tokens === tokens)) return;
    this.finished.push({ tokens, stop, score: this.score(logprob, length) });
    this.finished.sort((a, b) => b.score - a.score);
  }

  private score(logprob: number, length: number): number {
    return logprob / Math.max(1, length) ** this.decoding.strategy.lengthPenalty;
  }
}
