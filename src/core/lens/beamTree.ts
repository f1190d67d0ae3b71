/** A token of one of several texts. */
export interface TreeToken {
  readonly id: number;
  readonly text: string;
  readonly logprob: number;
}

/** A run of tokens without a fork, and what follows it. */
export interface TreeNode {
  readonly tokens: readonly TreeToken[];
  /** Σ ln p from the root up to and with this run. */
  readonly logprob: number;
  readonly children: readonly TreeNode[];
  /** Which of the texts end here, by their index. */
  readonly ends: readonly number[];
}

/** A text on its way down the tree. */
interface Branch {
  readonly index: number;
  readonly tokens: readonly TreeToken[];
}

/**
 * The texts as a tree of their common beginnings (a radix tree over tokens): what several share stands once, and each
 * text is the path from the root to a node where it ends.
 *
 * @returns the root, which has no tokens unless all texts begin alike.
 */
export function treeOf(texts: readonly (readonly TreeToken[])[]): TreeNode {
  return nodeOf(
    texts.map((tokens, index) => ({ index, tokens })),
    0,
    0,
  );
}

/** @param from how many of each branch's tokens stand above. */
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
