import type { Constraint } from './constraints/constraint.js';
import type { LanguageModel } from '../model/languageModel.js';
import { sumOfExp } from '../model/logSumExp.js';
import type { Vocabulary } from '../model/vocabulary.js';

/** Maximum number of expanded nodes after the first one; each may take a forward. */
const maxForwards = 4;

/** The text to tokenize, and its constraint. */
interface TokenizationRequest {
  readonly vocabulary: Vocabulary;
  /** Allows single tokens only as long as something is still to be spelled. */
  readonly constraint: Constraint;
  /** Number of typed bytes. */
  readonly length: number;
  /** Checked before each forward: the search ends then. */
  readonly cancelled?: () => boolean;
}

/** A node of the search: the first tokens of a tokenization. */
interface Node {
  readonly parent: Node | undefined;
  readonly id: number;
  /** ln p of all its tokens by the model. */
  readonly logprob: number;
  /** Bytes that are still to be spelled; 0 or less if it is complete, perhaps with more than was typed. */
  readonly missingBytes: number;
  /** The probability known to lead through this node to what was typed; its whole probability unless it was expanded. */
  probability: number;
  /** Its expanded children. */
  readonly children: Node[];
}

const idsOf = ({ parent, id }: Node): number[] => (parent ? [...idsOf(parent), id] : []);

/** The most probable tokenization, and corrections found by the search. */
export interface Tokenization {
  /** Empty if no tokens spell the text. */
  readonly tokens: readonly number[];
  /**
   * Corrections to the logits after some of its tokens, or of another tokenization, by id: a node is worth no more than
   * its continuations. So probabilities become those given what was typed, p(token | before it, and the text starts with
   * that); nodes that were not expanded count as if all of their probability led there.
   *
   * @returns undefined if there is nothing to correct.
   */
  correctionsAfter(ids: readonly number[]): ReadonlyMap<number, number> | undefined;
}

/** The search: best first, so the first complete node is the most probable of all. */
class TokenizationSearch {
  private best: Node | undefined;
  private frontier: Node[] = [];
  private readonly root: Node;

  constructor(
    private readonly model: LanguageModel,
    private readonly typed: TokenizationRequest,
  ) {
    this.root = { parent: undefined, id: -1, logprob: 0, missingBytes: typed.length, probability: 1, children: [] };
  }

  async run(logits: Float32Array): Promise<Tokenization> {
    this.expand(this.root, logits);
    for (let forwards = 0; forwards < maxForwards; forwards++) {
      const next = this.frontier.reduce<Node | undefined>((a, b) => (a && a.logprob >= b.logprob ? a : b), undefined);
      if (!next || (this.best && this.best.logprob >= next.logprob) || this.typed.cancelled?.()) break;
      const row = await this.rowAfter(idsOf(next));
      if (!row) break;
      this.frontier = this.frontier.filter((node) => node !== next);
      this.expand(next, row);
    }
    const { best, root } = this;
    return { tokens: best ? idsOf(best) : [], correctionsAfter: (ids) => correctionsOf(expandedNode(root, ids)) };
  }

  /** The logits after some tokens that follow the prompt; undefined if the context is too small. */
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

  /**
   * Adds the possible next tokens of a node.
   *
   * @param row the logits after it.
   */
  private expand(node: Node, row: Float32Array): void {
    const { vocabulary, constraint } = this.typed;
    const here = constraint.fork();
    for (const id of idsOf(node)) here.accept(id);
    const allowed = here.allowed();
    if (allowed?.kind !== 'only') return;
    const top = row.reduce((a, b) => Math.max(a, b));
    const logSumExp = top + Math.log(sumOfExp(row, top));
    let probability = 0;
    for (const id of allowed.ids) {
      const logprob = node.logprob + row[id]! - logSumExp;
      const missingBytes = node.missingBytes - vocabulary.bytes(id).length;
      const child: Node = { parent: node, id, logprob, missingBytes, probability: Math.exp(logprob), children: [] };
      probability += child.probability;
      if (missingBytes > 0) this.frontier.push(child);
      else if (!this.best || isBetter(child, this.best)) this.best = child;
    }
    node.parent?.children.push(node);
    const change = probability - node.probability;
    for (let at: Node | undefined = node; at; at = at.parent) at.probability += change;
  }
}

/** Greedy decoding takes the smallest id between equals. */
const isBetter = (a: Node, b: Node): boolean =>
  a.logprob > b.logprob || (a.logprob === b.logprob && a.parent === b.parent && a.id < b.id);

/** The expanded node of some tokens, if there is one. */
const expandedNode = (root: Node, ids: readonly number[]): Node | undefined =>
  ids.reduce<Node | undefined>((at, id) => at?.children.find((node) => node.id === id), root);

/** Keeps ln of a probability of 0 finite. */
const minProbability = 1e-300;

/** For each expanded child, ln of the part of its probability that leads to what was typed. */
function correctionsOf(node: Node | undefined): Map<number, number> | undefined {
  if (!node || node.children.length === 0) return undefined;
  return new Map(
    node.children.map(({ id, probability, logprob }) => [
      id,
      Math.log(Math.max(probability, minProbability)) - logprob,
    ]),
  );
}

/**
 * Finds the most probable tokens that spell what was typed; the last one may continue from there. Token by token the most
 * probable one may lead astray: of `Forc`, `For` may be likelier than `Force`, and `c` after it hardly possible. So
 * tokenizations are compared by the probability of all their tokens (best-first search, Dijkstra 1959, over ln p), which
 * takes a forward for each node that is likelier than everything complete so far. The cache ends where it did.
 *
 * @param logits the row after the prompt's last token; it stays as it is.
 */
export async function findTokenization(
  model: LanguageModel,
  logits: Float32Array,
  typed: TokenizationRequest,
): Promise<Tokenization> {
  return new TokenizationSearch(model, typed).run(logits);
}
