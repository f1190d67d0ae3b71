import type { Language } from '../language/language.js';
import type { CompletionRequest } from '../request.js';
import type { ShownText } from './shownText.js';
import { promptTexts, restOfLine } from '../suggest/cursorContext.js';

/** Continues at a position, replaces a selection, or writes the code that a comment describes. */
export type TargetKind = 'continue' | 'inside' | 'comment';

/** A position to generate text for, and the text around it, with `\n` line ends. */
export interface GenerateTarget {
  readonly kind: TargetKind;
  readonly path?: string | undefined;
  /** The editor's id of the document's language, as in a request. */
  readonly languageId?: string | undefined;
  /** Undefined for one that is not in the table. */
  readonly language: Language | undefined;
  /** Code that belongs to the document but precedes it, such as a notebook's cells above. */
  readonly above?: string;
  /** The text before and after what is generated. */
  readonly prefix: string;
  readonly suffix: string;
  /** The start of the text that the model does not write, such as the line end below a comment. */
  readonly lead: string;
}

/** The rest of the target's line, whose closing brackets a text may replace. */
export const closersAfter = ({ suffix }: GenerateTarget): string => restOfLine(suffix);

/**
 * The prompt and the mode of a request for a target: to the end of the construct around it, or on from a text that has
 * reached that end.
 *
 * @param soFar the text so far, which the model continues, and the number of characters after the target that it replaces.
 */
export function targetRequest(
  { path, languageId, above = '', prefix, suffix, lead }: GenerateTarget,
  soFar: ShownText,
): Pick<CompletionRequest, 'path' | 'languageId' | 'prefix' | 'suffix' | 'mode'> {
  const texts = promptTexts({ prefix: prefix + soFar.text, suffix: suffix.slice(soFar.replaces) });
  return {
    ...(path === undefined ? {} : { path }),
    ...(languageId === undefined ? {} : { languageId }),
    prefix: above + texts.prefix,
    suffix: texts.suffix,
    mode: soFar.text === lead ? 'construct' : 'free',
  };
}
