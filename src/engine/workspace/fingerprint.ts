import { createHash } from 'node:crypto';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import type { Encode } from '../../core/prompt/encode.js';

/** Text that different merges of the same vocabulary spell with different tokens. */
const probe = 'export async function readFiles(names: string[]): Promise<void> {\n    return this.items.length;\n}\n';

/** Differs where two tokenizers would give the same text other tokens. */
export function fingerprintOf(vocabulary: Vocabulary, encode: Encode): string {
  const hash = createHash('sha256');
  for (let id = 0; id < vocabulary.size; id++) hash.update(vocabulary.bytes(id)).update('\n');
  return hash.update(encode(probe).join()).digest('hex').slice(0, 32);
}
