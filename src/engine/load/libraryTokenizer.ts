import { Tokenizer } from '@huggingface/tokenizers';
import type { Preparation } from '../../core/prompt/encodeByPiece.js';
import type { LibraryTokenizer } from './tokenizer.js';

/**
 * A tokenizer of Hugging Face's library.
 *
 * @param definition the value of tokenizer.json.
 * @param config the value of tokenizer_config.json.
 * @throws the library's error if they cannot be used.
 */
export function libraryTokenizer(definition: object, config: object): LibraryTokenizer {
  const tokenizer = new Tokenizer(definition, config);
  return {
    entries: tokenizer.get_vocab(),
    added: tokenizer.get_added_tokens_decoder(),
    preparation: definition as Preparation,
    encode: (text, hasMarks) => tokenizer.encode(text, { add_special_tokens: hasMarks }).ids,
  };
}
