/** A model's prompt format, as token ids. */
export type Template =
  /** Fill-in-the-middle (Bavarian et al. 2022). */
  | {
      readonly kind: 'fim';
      /**
       * `suffixFirst`: ‹prefix› ‹suffix› S ‹middle› P, so that a keystroke only appends tokens;
       * `prefixFirst`: ‹prefix› P ‹suffix› S ‹middle›, so that a keystroke re-reads the suffix.
       */
      readonly order: 'suffixFirst' | 'prefixFirst';
      readonly prefix: number;
      readonly suffix: number;
      readonly middle: number;
      /** The token before a file's path, if the model was trained with one. */
      readonly file?: number;
    }
  /** A model without fill-in-the-middle sees only the text before the cursor. */
  | { readonly kind: 'prefixOnly'; readonly file?: number };

interface Family {
  readonly order: 'suffixFirst' | 'prefixFirst';
  /** The tokens for prefix, suffix and middle. */
  readonly marks: readonly [string, string, string];
  readonly file?: string;
}

/** Known sets of tokens; the first whose tokens are all in the vocabulary is used. */
const families: readonly Family[] = [
  { order: 'suffixFirst', marks: ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'], file: '<|file|>' },
  { order: 'prefixFirst', marks: ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'] },
  { order: 'prefixFirst', marks: ['<fim_prefix>', '<fim_suffix>', '<fim_middle>'] },
  { order: 'prefixFirst', marks: ['<fim-prefix>', '<fim-suffix>', '<fim-middle>'] },
  { order: 'prefixFirst', marks: ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>'] },
  { order: 'prefixFirst', marks: ['▁<PRE>', '▁<SUF>', '▁<MID>'] },
];

/** Reads the template from the tokenizer's vocabulary, never from the model's name. */
export function templateOf(vocabulary: ReadonlyMap<string, number>): Template {
  for (const { order, marks, file } of families) {
    const [prefix, suffix, middle] = marks.map((mark) => vocabulary.get(mark));
    const fileId = file === undefined ? undefined : vocabulary.get(file);
    if (prefix === undefined || suffix === undefined || middle === undefined) continue;
    if (file === undefined) return { kind: 'fim', order, prefix, suffix, middle };
    if (fileId !== undefined) return { kind: 'fim', order, prefix, suffix, middle, file: fileId };
  }
  const file = vocabulary.get('<|file|>');
  return file === undefined ? { kind: 'prefixOnly' } : { kind: 'prefixOnly', file };
}
