/** A byte-level BPE tokenizer: every byte, a few merges, and the special tokens that are asked for. */

/** GPT-2's alphabet: the character for each byte. */
function byteCharacters(): string[] {
  const isPrintable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let shifted = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : shifted++));
}

const merges = [
  'Ġ Ġ',
  'ĠĠ ĠĠ',
  'e r',
  'i n',
  'r e',
  're t',
  'u r',
  'ret ur',
  'retur n',
  'Ġ =',
  'c o',
  'n s',
  'co ns',
  'cons t',
];

/** The files of a model's folder besides the graph, as JSON values. */
export interface ToyTokenizer {
  readonly vocabSize: number;
  /** Ids that the toy never chooses, so that it never ends and writes whole characters. */
  readonly unspoken: readonly number[];
  readonly tokenizer: unknown;
  readonly config: unknown;
}

/** @param special the added tokens, from id 0; the first ends a sequence. */
export function toyTokenizer(special: readonly string[]): ToyTokenizer {
  const entries = [...special, ...byteCharacters(), ...merges.map((merge) => merge.replace(' ', ''))];
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    vocabSize: entries.length,
    unspoken: Array.from({ length: special.length + 256 }, (_, id) => id).filter(
      (id) => id < special.length || id >= special.length + 128,
    ),
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: special.map((content, id) => ({ id, content, ...flags })),
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: '',
        end_of_word_suffix: '',
        fuse_unk: false,
        byte_fallback: false,
        vocab: Object.fromEntries(entries.map((entry, id) => [entry, id])),
        merges,
      },
    },
    config: { tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: 512, eos_token: special[0] },
  };
}
