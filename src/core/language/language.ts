import type { Clauses } from './clauses.js';
import type { CommentMarks } from './commentMarks.js';
import type { Syntax } from './syntax.js';

/** Groups of languages that rules and the features of the confidence model tell apart. */
export type LanguageFamily =
  /** JavaScript, TypeScript and the documents that embed them. */
  | 'script'
  | 'python'
  /** Other languages with blocks in braces. */
  | 'braces'
  /** Lists of data or of declarations, whose values cannot be guessed. */
  | 'data'
  | 'other';

/** Everything that is known about a language. Optional facts are left out where they do not apply. */
export interface Language {
  /** The editor's id. */
  readonly id: string;
  /** Further ids that the editor or its extensions use for the language or a dialect of it. */
  readonly aliases?: readonly string[];
  /** Extensions of its files in lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Whole names of its files in lower case. */
  readonly fileNames?: readonly string[];
  /** Path that models are told for a text without one; absent for languages that they hardly know. */
  readonly templatePath?: string;
  readonly family: LanguageFamily;
  /** Comments, strings and brackets, for the scanner. */
  readonly syntax?: Syntax;
  /** Comments and strings alone, where the scanner cannot express them. */
  readonly marks?: CommentMarks;
  /** A line that opens a block of members, such as a class. */
  readonly memberBlock?: RegExp;
  /** Whether it is written text, with code only in fences. */
  readonly isProse?: boolean;
  /** Whether it is text between tags, in which other languages may be embedded. */
  readonly isMarkup?: boolean;
  /** A line, without its comment, that opens a block; lines that end with a brace always do. */
  readonly blockOpener?: RegExp;
  /** Continuations and ends of statements. */
  readonly clauses?: Clauses;
  /** Reads the lists of imported names out of a text. */
  readonly importedLists?: (text: string) => readonly string[];
  /** The tree-sitter grammar by which blocks end. */
  readonly grammar?: string;
}

/** Facts that tell a text's language. */
export interface LanguageHints {
  /** Path of the file. */
  readonly path?: string | undefined;
  /** The editor's id for the language, which the user may have chosen. It outweighs the path. */
  readonly languageId?: string | undefined;
}
