import { sha256 } from '@noble/hashes/sha2.js';
import type { Vocabulary } from '../../core/model/vocabulary.js';
import type { Encode } from '../../core/prompt/encode.js';

/** Text that different merges of the same vocabulary spell with different tokens. */
const probe = 'export async function readFiles(names: string[]): Promise<void> {\n    return this.items.length;\n}\n';

/** Differs where two tokenizers would give the same text other tokens. */
export function fingerprintOf(vocabulary: Vocabulary, encode: Encode): string {
  const bytes: number[] = [];
  for (let id = 0; id < vocabulary.size; id++) {
    for (const byte of vocabulary.bytes(id)) bytes.push(byte);
    bytes.push(0x0a);
  }
  for (const byte of new TextEncoder().encode(encode(probe).join())) bytes.push(byte);
  const digest = sha256(Uint8Array.from(bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
