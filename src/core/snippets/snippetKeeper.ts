import type { Snippet } from './chooseSnippets.js';

/** What a prompt takes to read. */
export interface PromptCost {
  readonly promptTokens: number;
  /** Those that are not in the cache. */
  readonly newTokens: number;
}

/** What is best at a place now. */
export interface SnippetChoice {
  readonly snippets: readonly Snippet[];
  /** What the kept ones are worth there, all together. */
  readonly keptScore: number;
}

/** Whom the keeper asks. */
export interface KeeperQuestions {
  /** Whether a file may still be shown. */
  readonly isKnown: (path: string) => boolean;
  /** What the prompt takes to read with some snippets. */
  readonly reading: (snippets: readonly Snippet[]) => PromptCost;
  readonly choose: (kept: readonly Snippet[]) => SnippetChoice;
}

/** So many times as much others have to say to be worth their reading. */
const clearly = 1.5;

const scoreOf = (snippets: readonly Snippet[]): number => snippets.reduce((sum, { score }) => sum + score, 0);

const isSame = (a: Snippet, b: Snippet): boolean =>
  a.tokens.length === b.tokens.length && a.tokens.every((id, i) => id === b.tokens[i]);

/** Some snippets with those that are there already first: what stays at its place need not be read again. */
export function arranged(snippets: readonly Snippet[], kept: readonly Snippet[]): Snippet[] {
  const isIn = (snippet: Snippet, some: readonly Snippet[]): boolean => some.some((other) => isSame(snippet, other));
  return [...kept.filter((snippet) => isIn(snippet, snippets)), ...snippets.filter((snippet) => !isIn(snippet, kept))];
}

/**
 * Holds on to the snippets of a document. They stand before everything else, so others make all of the prompt to be
 * read anew. They are looked for only in another document, where at least half of the prompt is to be read anyway
 * (others at most double that), and while nobody waits; and in the same document taken only if they are clearly better.
 */
export class SnippetKeeper {
  private document: string | undefined;
  private kept: readonly Snippet[] = [];

  /**
   * @param document path of the document that snippets are asked for.
   * @param isIdle whether nobody waits.
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
    if (isNew || scoreOf(snippets) > clearly * keptScore) this.kept = arranged(snippets, this.kept);
    return this.kept;
  }
}
