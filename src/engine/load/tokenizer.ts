import { Vocabulary } from '../../core/model/vocabulary.js';
import { encodeAsText, encodeByLine, type Encode } from '../../core/prompt/encode.js';
import { encodeByPiece, piecePatternOf, type Preparation } from '../../core/prompt/encodeByPiece.js';
import { templateOf, type Template } from '../../core/prompt/template.js';

/** A tokenizer as the prompt and the loops need it. */
export interface ModelTokenizer {
  readonly vocabulary: Vocabulary;
  readonly template: Template;
  /** Tokens that every sequence begins with; usually none. */
  readonly start: readonly number[];
  readonly encode: Encode;
  /** The same, and remembers no lines: files that are indexed must not push the open one's out. */
  readonly encodeFile: Encode;
}

/** Added tokens that mark structure. Some vocabularies also add runs of spaces: those are text. */
const isControl = ({ content, special }: { content: string; special: boolean }): boolean =>
  special || /^[^\s<[▁]*[<[▁].*[>\]]$/.test(content);

/** Line ends of every kind, whitespace that tokenizers join to a word or to a newline, words and symbols. */
const probe = 'if (a) {\n    return `x` + b[0];\n}\n\n\tfor x in  y:\r\n\n  z = "ä€😀"\n';

/** Whether the lines of a text, encoded one by one, give the ids of the whole. */
function isLineSafe(encode: Encode): boolean {
  const whole = encode(probe);
  const byLine = encodeByLine(encode)(probe);
  return whole.length === byLine.length && whole.every((id, i) => id === byLine[i]);
}

/** A library's tokenizer. */
export interface LibraryTokenizer {
  /** Ids by their tokens, added tokens included. */
  readonly entries: ReadonlyMap<string, number>;
  readonly added: ReadonlyMap<number, { readonly content: string; readonly special: boolean }>;
  readonly preparation: Preparation;
  /** @param hasMarks whether the tokens that every sequence has at its ends are added. */
  encode(text: string, hasMarks: boolean): number[];
}

/** Wraps a loaded tokenizer; everything about it is read from its vocabulary or tried out. */
export function wrapTokenizer(tokenizer: LibraryTokenizer): ModelTokenizer {
  const { entries } = tokenizer;
  const added = [...tokenizer.added];
  const control = added.filter(([, token]) => isControl(token));
  const raw: Encode = (text) => (text === '' ? [] : tokenizer.encode(text, false));
  const pattern = piecePatternOf(tokenizer.preparation);
  const asText = encodeAsText(
    pattern ? encodeByPiece(raw, pattern) : raw,
    control.map(([, { content }]) => content),
  );
  const withStart = tokenizer.encode('a', true);
  const start = withStart.slice(0, Math.max(0, withStart.indexOf(raw('a')[0]!)));
  return {
    vocabulary: new Vocabulary(entries, new Set(control.map(([id]) => id))),
    template: templateOf(entries),
    start,
    encode: isLineSafe(asText) ? encodeByLine(asText) : asText,
    encodeFile: asText,
  };
}
