import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Preparation } from '../../../core/prompt/encodeByPiece.js';
import type { LibraryTokenizer } from '../../load/tokenizer.js';
import type { ModelFiles } from '../workerPlatform.js';
import { checksumSteps } from './modelChecksums.js';
import { readOptionalJson } from './modelFiles.js';
import { openModelFolder } from './modelFolder.js';

/** transformers.js with nothing but local files: no network, no cache folder, no log of inputs. */
async function transformers() {
  // The library uses this runtime if there is one, instead of loading its own; only its tokenizers are wanted.
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: {} });
  const library = await import('@huggingface/transformers');
  const { env, LogLevel } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.logLevel = LogLevel.NONE;
  return library;
}

/** A tokenizer of transformers.js. */
export const tokenizerOf = (tokenizer: PreTrainedTokenizer): LibraryTokenizer => ({
  entries: tokenizer.get_vocab(),
  added: tokenizer._tokenizer.get_added_tokens_decoder(),
  // The library shows its configuration to its own classes only.
  preparation: (tokenizer as unknown as { readonly _tokenizerJSON: Preparation })._tokenizerJSON,
  encode: (text, hasMarks) => tokenizer.encode(text, { add_special_tokens: hasMarks }),
});

/** Models on this machine's disks. */
export const nodeModels: ModelFiles = {
  // In a promise, so that its errors are rejections.
  open: (path, setting) => Promise.resolve().then(() => openModelFolder(path, setting)),
  optionalJson: ({ path }, name) => Promise.resolve(readOptionalJson(path, name)),
  graph: async ({ path, graph }) => {
    const file = join(path, graph);
    return { bytes: new Uint8Array(await readFile(file)), folder: dirname(file) };
  },
  tokenizer: async ({ path }) => tokenizerOf(await (await transformers()).AutoTokenizer.from_pretrained(path)),
  checksumSteps,
};
