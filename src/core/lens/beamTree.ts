import type { CompletedText, CompletedToken } from '../result.js';

/** A token of one of several texts. */
export interface TreeToken {
  readonly id: number;
  readonly text: string;
  readonly logprob: number;
}

/** A run of tokens without a fork, and the branches that follow it. */
export interface TreeNode {
  readonly tokens: readonly TreeToken[];
  /** Σ ln p from the root to the end of this run. */
  readonly logprob: number;
  readonly children: readonly TreeNode[];
  /** Indices of the texts that end here. */
  readonly ends: readonly number[];
}

/** A text on its way down the tree. */
interface Branch {
  readonly index: number;
  readonly tokens: readonly TreeToken[];
}

/**
 * Merges texts into a tree of their common prefixes (a radix tree over tokens): a common prefix appears once, and each
 * text is the path from the root to a node where it ends.
 *
 * @returns the root, which has no tokens unless all texts start alike.
 */
export function treeOf(texts: readonly (readonly TreeToken[])[]): TreeNode {
  return nodeOf(
    texts.map((tokens, index) => ({ index, tokens })),
    0,
    0,
  );
}

/**
 * The subtree of some texts.
 *
 * @param from number of each branch's tokens that are above it.
 */
function nodeOf(branches: readonly Branch[], from: number, before: number): TreeNode {
  const run: TreeToken[] = [];
  let length = from;
  while (continuesAlike(branches, length)) run.push(branches[0]!.tokens[length++]!);
  const logprob = run.reduce((sum, token) => sum + token.logprob, before);
  const groups = new Map<number, Branch[]>();
  for (const branch of branches) {
    const next = branch.tokens[length];
    if (next) groups.set(next.id, [...(groups.get(next.id) ?? []), branch]);
  }
  return {
    tokens: run,
    logprob,
    children: [...groups.values()].map((group) => nodeOf(group, length, logprob)),
    ends: branches.filter(({ tokens }) => tokens.length === length).map(({ index }) => index),
  };
}

const continuesAlike = (branches: readonly Branch[], at: number): boolean => {
  const id = branches[0]?.tokens[at]?.id;
  return id !== undefined && branches.every(({ tokens }) => tokens[at]?.id === id);
};

type Path = readonly CompletedToken[];

const isPrefix = (path: Path, of: Path): boolean =>
  path.length <= of.length && path.every(({ id }, i) => id === of[i]!.id);

/**
 * The prefixes that a search followed and that led to none of its texts, each as far as it was followed.
 *
 * @param followed all prefixes, step by step; each step extends some of the previous step by one token.
 */
export function givenUp(followed: readonly Path[], texts: readonly Pick<CompletedText, 'tokens'>[]): Path[] {
  const kept: Path[] = [];
  // The longest first: a shorter one that leads to it is part of its path.
  for (const path of [...followed].reverse()) {
    const leadsTo = (other: Path): boolean => isPrefix(path, other);
    if (!kept.some(leadsTo) && !texts.some(({ tokens }) => leadsTo(tokens))) kept.push(path);
  }
  return kept.reverse();
}
