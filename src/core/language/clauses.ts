import { extensionOf } from './syntax.js';

/** How the statements of a language go on in lines as deep as their first one, and how they end there. */
export interface Clauses {
  /** By the word that a line begins with the words that the next clause may begin with; `*` stands for any word. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** Words of such lines that end the statement. */
  readonly ends: readonly string[];
  /** A line that belongs to what the next one begins. */
  readonly decorator?: RegExp;
  /** A line whose indentation says nothing. */
  readonly directive?: RegExp;
  /** Whether a line that ends with `)` leaves the statement unfinished. */
  readonly needsSemicolon: boolean;
}

/** Pairs of words that a line begins with and those that the next clause may begin with. */
const clauses = (pairs: Readonly<Record<string, string>>): Clauses['next'] =>
  new Map(Object.entries(pairs).map(([word, next]) => [word, next.split(' ')]));

const none: Clauses = { next: new Map(), ends: [], needsSemicolon: false };
/** `@name`, `@name(…)` or its beginning, with nothing behind it. */
const at = /^\s*@[\w.]+(?:\s*|\((?!.*\)\s+\S).*)$/;

const braces: Clauses = {
  ...none,
  next: clauses({ if: 'else', else: 'else', try: 'catch finally', catch: 'finally' }),
};
const annotated: Clauses = { ...braces, decorator: at };
const c: Clauses = { ...braces, needsSemicolon: true, directive: /^#/ };
const python: Clauses = {
  ...none,
  next: clauses({
    if: 'elif else',
    elif: 'elif else',
    for: 'else',
    while: 'else',
    try: 'except else finally',
    except: 'except else finally',
    else: 'finally',
  }),
  decorator: at,
};
const ending = (ends: string, next: string): Clauses => ({
  ...none,
  next: clauses({ '*': next }),
  ends: ends.split(' '),
});

const languages: readonly (readonly [extensions: string, Clauses])[] = [
  ['py pyi pyw', python],
  ['js jsx mjs cjs ts tsx mts cts kt kts scala groovy dart swift', annotated],
  ['java', { ...annotated, needsSemicolon: true }],
  ['c h cc cpp cxx hh hpp hxx m mm cs glsl', c],
  ['php', { ...braces, needsSemicolon: true }],
  ['rs', { ...braces, decorator: /^\s*#!?\[.*\]\s*$/ }],
  ['go', braces],
  ['rb', ending('end', 'else elsif when in rescue ensure')],
  ['ex exs', ending('end', 'else rescue catch after')],
  ['jl', ending('end', 'else elseif catch finally')],
  ['sh bash zsh', ending('fi done esac', 'then do else elif')],
];

const byExtension = new Map(
  languages.flatMap(([extensions, clauses]) => extensions.split(' ').map((extension) => [extension, clauses] as const)),
);

/** The clauses of a file's language by its name; those of an unknown language end nothing and continue nothing. */
export function clausesOf(path: string | undefined): Clauses {
  return byExtension.get(extensionOf(path ?? '')) ?? none;
}

/** The word that a line begins with, without `async`; '' if it begins with something else. */
export const firstWord = (line: string): string => /^\s*(?:async\s+)?(\w*)/.exec(line)![1]!;

/**
 * What a line as deep as the statement's first one does to it: the next clause, its end, or neither. Undecided while the
 * word may still grow into one of those.
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
