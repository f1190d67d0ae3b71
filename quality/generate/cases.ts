import type { Language } from '../../src/core/language/language.js';
import type { GenerateTarget } from '../../src/core/generate/target.js';
import type { MeasuredLanguage } from '../repositories.js';

/** Kinds of cases, by the text that is cut out of a file and asked for. */
export const caseKinds = [
  /** A function's body, below its doc comment; and the same without the comment. */
  'documented body',
  'body',
  /** One to three statements of a body, selected and replaced. */
  'selection',
  /** The statement below a comment. */
  'comment',
  /** An item, a paragraph or a fence of a Markdown file. */
  'markdown',
  'empty file',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** A request for "Generate" in a file, and the text that the developers wrote there. */
export interface GenerateCase {
  readonly kind: CaseKind;
  /** Name of the repository. */
  readonly repository: string;
  readonly codeLanguage: MeasuredLanguage | 'Markdown';
  readonly path: string;
  readonly language: Language | undefined;
  readonly target: GenerateTarget;
  /** The text that was cut out; empty for an empty file. */
  readonly original: string;
}

/** The file's text with a text at the target, whose first `replaces` characters after it are replaced. */
export const fileWith = ({ target }: GenerateCase, text: string, replaces = 0): string =>
  target.prefix + text + target.suffix.slice(replaces);

/** The text as the developers wrote it, with the lead that the model does not write. */
export const originalText = ({ target, original }: GenerateCase): string => target.lead + original;
