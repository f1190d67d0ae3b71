import type { Snippet } from './chooseSnippets.js';

/** The cost of reading a prompt. */
export interface PromptCost {
  readonly promptTokens: number;
  /** Those that are not in the cache. */
  readonly newTokens: number;
}

/** The best snippets for a cursor. */
export interface SnippetChoice {
  readonly snippets: readonly Snippet[];
  /** The total score of the kept ones there. */
  readonly keptScore: number;
}

/** The keeper's dependencies. */
export interface KeeperQuestions {
  /** Whether a file may still be shown. */
  readonly isKnown: (path: string) => boolean;
  /** The cost of reading the prompt with some snippets. */
  readonly reading: (snippets: readonly Snippet[]) => PromptCost;
  readonly choose: (kept: readonly Snippet[]) => SnippetChoice;
}

/** Other snippets need this multiple of the kept ones' score to be worth the cost of reading them. */
const minGain = 1.5;

const scoreOf = (snippets: readonly Snippet[]): number => snippets.reduce((sum, { score }) => sum + score, 0);

const isSame = (a: Snippet, b: Snippet): boolean =>
  a.tokens.length === b.tokens.length && a.tokens.every((id, i) => id === b.tokens[i]);

/** Orders snippets with the kept ones first: tokens that keep their positions need not be read again. */
export function keptFirst(snippets: readonly Snippet[], kept: readonly Snippet[]): Snippet[] {
  const isIn = (snippet: Snippet, some: readonly Snippet[]): boolean => some.some((other) => isSame(snippet, other));
  return [...kept.filter((snippet) => isIn(snippet, snippets)), ...snippets.filter((snippet) => !isIn(snippet, kept))];
}

/**
 * Keeps the snippets of a document stable. They are at the start of the prompt, so other ones mean that all of it is read
 * again. Snippets are chosen again only in another document, where at least half of the prompt is read anyway (others at
 * most double that), and while the engine is idle; and in the same document they change only if others are clearly better.
 */
export class SnippetKeeper {
  private document: string | undefined;
  private kept: readonly Snippet[] = [];

  /**
   * @param document path of the document that the snippets are for.
   * @param isIdle whether no request is waiting.
   */
  snippetsFor(document: string, isIdle: boolean, { isKnown, reading, choose }: KeeperQuestions): readonly Snippet[] {
    const isNew = this.document !== document;
    this.document = document;
    this.kept = isNew ? [] : this.kept.filter(({ path }) => isKnown(path));
    if (!isNew && !isIdle) {
      const { promptTokens, newTokens } = reading(this.kept);
      if (2 * newTokens < promptTokens) return this.kept;
    }
    const { snippets, keptScore } = choose(this.kept);
    if (isNew || scoreOf(snippets) > minGain * keptScore) this.kept = keptFirst(snippets, this.kept);
    return this.kept;
  }
}
