import type { MarkName, TokenList } from '../formats/ggufDecoder.js';
import { toyTokenizer } from '../../test/engine/support/toyTokenizer.js';

/** The part of a tokenizer.json that is read here. */
interface TokenizerJson {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    /** Pairs, or in older files both joined by a space. */
    readonly merges?: readonly (string | readonly [string, string])[];
  };
  readonly added_tokens: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
}

/** The names of fill-in-the-middle tokens in the built-in model's tokenizer. */
const markNames: Readonly<Record<string, MarkName>> = {
  '<|fim_prefix|>': 'fim_pre',
  '<|fim_suffix|>': 'fim_suf',
  '<|fim_middle|>': 'fim_mid',
  '<|file|>': 'fim_sep',
};

/** The tokens of a tokenizer.json by id; ids that only pad the vocabulary get names as well. */
export function tokenListOf(tokenizer: unknown, size: number): TokenList {
  const { model, added_tokens: added } = tokenizer as TokenizerJson;
  const tokens = Array.from({ length: size }, (_, id) => `<unused ${id}>`);
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  for (const { id, content } of added) tokens[id] = content;
  const control = new Set(added.filter(({ special }) => special).map(({ id }) => id));
  const merges = (model.merges ?? []).map((pair) => (typeof pair === 'string' ? pair : pair.join(' ')));
  const marks = Object.fromEntries(
    added.flatMap(({ id, content }) => (markNames[content] ? [[markNames[content], id]] : [])),
  );
  return { tokens, control, endOfText: [...control][0] ?? 0, merges, marks };
}

/** The files of a tokenizer of a given size: the required tokens, and meaningless ones. */
export function emptyTokenizer(size: number): { readonly tokenizer: unknown; readonly config: unknown } {
  const toy = toyTokenizer(['<|endoftext|>']);
  const { model, ...rest } = toy.tokenizer as TokenizerJson;
  const vocab: Record<string, number> = { ...model.vocab };
  for (let id = toy.vocabSize; id < size; id++) vocab[`t${id}`] = id;
  return { tokenizer: { ...rest, model: { ...model, vocab } }, config: toy.config };
}
