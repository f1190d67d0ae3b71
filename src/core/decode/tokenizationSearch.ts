import type { Constraint } from './constraints/constraint.js';
import type { LanguageModel } from '../model/languageModel.js';
import { sumOfExp } from '../model/logSumExp.js';
import type { Vocabulary } from '../model/vocabulary.js';

/** So many beginnings are looked behind at most; each may take a forward. */
const maxForwards = 4;

/** What has to be spelled, and by which rules. */
export interface TokenizationRequest {
  readonly vocabulary: Vocabulary;
  /** Allows single tokens only for as long as something is to be spelled. */
  readonly constraint: Constraint;
  /** How many bytes were typed. */
  readonly length: number;
  /** Asked before each forward: nothing more is looked behind then. */
  readonly cancelled?: () => boolean;
}

/** A beginning of a spelling. */
interface Beginning {
  readonly parent: Beginning | undefined;
  readonly id: number;
  /** ln p of all its tokens by the model. */
  readonly logprob: number;
  /** Bytes that are still to be spelled; none if it is over, perhaps with more than was typed. */
  readonly missing: number;
  /** The probability of what is known to go through here; all of its own where nobody looked behind it. */
  mass: number;
  /** What follows it that was looked behind. */
  readonly seen: Beginning[];
}

const idsOf = ({ parent, id }: Beginning): number[] => (parent ? [...idsOf(parent), id] : []);

/** The most probable spelling, and what was found out about others. */
export interface Tokenization {
  /** None where nothing spells it. */
  readonly tokens: readonly number[];
  /**
   * What to add to the logits after some of its tokens, or of another spelling, by id: a beginning is worth no more than
   * what can come of it. So probabilities become those given what was typed, p(token | before it, and the text begins with
   * that); what was not looked behind counts as if all of it led there.
   *
   * @returns undefined where there is nothing to correct.
   */
  correctionsAfter(ids: readonly number[]): ReadonlyMap<number, number> | undefined;
}

/** The search: best first, so the first one that is over is the most probable of all. */
class Search {
  private best: Beginning | undefined;
  private open: Beginning[] = [];
  private readonly start: Beginning;

  constructor(
    private readonly model: LanguageModel,
    private readonly typed: TokenizationRequest,
  ) {
    this.start = { parent: undefined, id: -1, logprob: 0, missing: typed.length, mass: 1, seen: [] };
  }

  async run(logits: Float32Array): Promise<Tokenization> {
    this.lookBehind(this.start, logits);
    for (let forwards = 0; forwards < maxForwards; forwards++) {
      const next = this.open.reduce<Beginning | undefined>((a, b) => (a && a.logprob >= b.logprob ? a : b), undefined);
      if (!next || (this.best && this.best.logprob >= next.logprob) || this.typed.cancelled?.()) break;
      const row = await this.rowAfter(idsOf(next));
      if (!row) break;
      this.open = this.open.filter((one) => one !== next);
      this.lookBehind(next, row);
    }
    const { best, start } = this;
    return { tokens: best ? idsOf(best) : [], correctionsAfter: (ids) => correctionsOf(beginningWith(start, ids)) };
  }

  /** The logits after some tokens behind the prompt; undefined where the context is too small. */
  private async rowAfter(ids: readonly number[]): Promise<Float32Array | undefined> {
    const { model } = this;
    const promptLength = model.tokens.length;
    if (promptLength + ids.length > model.contextLength) return undefined;
    try {
      let row: Float32Array | undefined;
      for (const id of ids) row = model.tryCached(id) ?? (await model.forward([id], 1));
      return row?.slice();
    } finally {
      model.truncate(promptLength);
    }
  }

  /** Adds what may follow a beginning. @param row the logits after it. */
  private lookBehind(beginning: Beginning, row: Float32Array): void {
    const { vocabulary, constraint } = this.typed;
    const here = constraint.fork();
    for (const id of idsOf(beginning)) here.accept(id);
    const allowed = here.allowed();
    if (allowed?.kind !== 'only') return;
    const top = row.reduce((a, b) => Math.max(a, b));
    const logSumExp = top + Math.log(sumOfExp(row, top));
    let mass = 0;
    for (const id of allowed.ids) {
      const logprob = beginning.logprob + row[id]! - logSumExp;
      const missing = beginning.missing - vocabulary.bytes(id).length;
      const one: Beginning = { parent: beginning, id, logprob, missing, mass: Math.exp(logprob), seen: [] };
      mass += one.mass;
      if (missing > 0) this.open.push(one);
      else if (!this.best || isBefore(one, this.best)) this.best = one;
    }
    beginning.parent?.seen.push(beginning);
    const change = mass - beginning.mass;
    for (let at: Beginning | undefined = beginning; at; at = at.parent) at.mass += change;
  }
}

/** Greedy decoding takes the smallest id between equals. */
const isBefore = (a: Beginning, b: Beginning): boolean =>
  a.logprob > b.logprob || (a.logprob === b.logprob && a.parent === b.parent && a.id < b.id);

/** What was looked behind of some tokens; undefined if that is nothing. */
const beginningWith = (start: Beginning, ids: readonly number[]): Beginning | undefined =>
  ids.reduce<Beginning | undefined>((at, id) => at?.seen.find((one) => one.id === id), start);

/** ln of nothing would be no number to go on with. */
const least = 1e-300;

/** ln of the share of its probability that leads on, for each token that was looked behind. */
function correctionsOf(beginning: Beginning | undefined): Map<number, number> | undefined {
  if (!beginning || beginning.seen.length === 0) return undefined;
  return new Map(beginning.seen.map(({ id, mass, logprob }) => [id, Math.log(Math.max(mass, least)) - logprob]));
}

/**
 * The most probable tokens that spell what was typed; the last one may go on from there. Token by token the most probable
 * one may lead astray: of `Forc`, `For` may be likelier than `Force`, and `c` after it hardly possible. So the tokens are
 * compared by what their whole path is worth (best-first search, Dijkstra 1959, over ln p), which takes a forward for
 * each beginning that is likelier than all that is spelled so far. The cache ends where it did.
 *
 * @param logits the row after the prompt's last token; it stays as it is.
 */
export async function findTokenization(
  model: LanguageModel,
  logits: Float32Array,
  typed: TokenizationRequest,
): Promise<Tokenization> {
  return new Search(model, typed).run(logits);
}
