// node training/scripts/tokenizer_agreement.mjs DIR/tokenizer
//
// Compares the ids in texts.json, which the tokenizer command wrote with `--texts N`, with those of transformers.js, and
// checks that the ids spell the text again.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreTrainedTokenizer } from '@huggingface/transformers';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Name the folder that holds tokenizer.json and texts.json.');
  process.exit(2);
}
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const tokenizer = new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const texts = read('texts.json');

let wrong = 0;
let tokens = 0;
for (const { text, ids } of texts) {
  const own = tokenizer.encode(text, { add_special_tokens: false });
  tokens += ids.length;
  const isEqual = own.length === ids.length && own.every((id, at) => id === ids[at]);
  // decode() refuses an empty list.
  const spelled = ids.length === 0 ? '' : tokenizer.decode(ids, { clean_up_tokenization_spaces: false });
  if (isEqual && spelled === text) continue;
  wrong++;
  console.error(`${isEqual ? 'spelled otherwise' : 'other ids'}: ${JSON.stringify(text.slice(0, 80))}`);
}
console.log(`${texts.length - wrong} of ${texts.length} texts agree (${tokens} tokens)`);
process.exit(wrong === 0 ? 0 : 1);
