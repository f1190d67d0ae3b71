/** Continuations and ends of a language's statements in lines as deep as their first one. */
export interface Clauses {
  /** First words of the clauses that may come next, by the first word of the one before; `*` is any word. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** Words of such lines that end the statement. */
  readonly ends: readonly string[];
  /** A line that belongs to the statement in the next line. */
  readonly decorator?: RegExp;
  /** A line whose indentation means nothing. */
  readonly directive?: RegExp;
  /** Whether a line that ends with `)` leaves the statement unfinished. */
  readonly needsSemicolon: boolean;
}

/** Reads `Clauses.next` from first words and the space-separated words that may follow each. */
export const nextClauses = (pairs: Readonly<Record<string, string>>): Clauses['next'] =>
  new Map(Object.entries(pairs).map(([word, next]) => [word, next.split(' ')]));

/** Those of a language of which nothing is known: nothing ends and nothing continues a statement. */
export const noClauses: Clauses = { next: new Map(), ends: [], needsSemicolon: false };

/** `@name`, or an opened or whole `@name(…)`, with nothing after it. */
export const decorator = /^\s*@[\w.]+(?:\s*|\((?!.*\)\s+\S).*)$/;

/** Those of languages with blocks in braces. */
export const braceClauses: Clauses = {
  ...noClauses,
  next: nextClauses({ if: 'else', else: 'else', try: 'catch finally', catch: 'finally' }),
};

export const annotatedClauses: Clauses = { ...braceClauses, decorator };

/** Those of languages in which words end a block (`end`) and divide it (`else`). */
export const wordClauses = (ends: string, next: string): Clauses => ({
  ...noClauses,
  next: nextClauses({ '*': next }),
  ends: ends.split(' '),
});

/** The word that a line begins with, without `async`; '' if it begins with something else. */
export const firstWord = (line: string): string => /^\s*(?:async\s+)?(\w*)/.exec(line)![1]!;

/**
 * The role of a line that is as deep as the statement's first one: the next clause, the end, or neither. Undecided
 * while the word may still grow into one of those.
 *
 * @param clause the word that the clause before it began with.
 */
export function roleOf(line: string, isFinished: boolean, clause: string, { next, ends }: Clauses): Role {
  const word = firstWord(line);
  if (word === '') return 'other';
  const following = [...(next.get(clause) ?? []), ...(next.get('*') ?? [])];
  const mayGrow = !isFinished && line.trim() === word;
  if (mayGrow && [...following, ...ends].some((known) => known.startsWith(word))) return 'undecided';
  return following.includes(word) ? 'clause' : ends.includes(word) ? 'end' : 'other';
}

export type Role = 'clause' | 'end' | 'other' | 'undecided';
