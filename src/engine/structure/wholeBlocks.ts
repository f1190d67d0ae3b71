import type { CompletionRequest } from '../../core/request.js';
import { languageOf } from '../../core/language/languageOf.js';
import type { DecodedText } from '../../core/decode/answer.js';
import type { NearbyText } from '../../core/prompt/nearbyText.js';
import type { Grammars } from './grammars.js';
import { itemAround } from './itemAround.js';
import { wholeBlock } from './wholeBlock.js';

/** Reasons after which a text may end in the middle of something. */
const cutOff: readonly string[] = ['limit', 'context'];
/** Those after which it may be more than the block, or less. */
const open: readonly string[] = [...cutOff, 'block', 'end', 'suffix'];

/** Ends the texts of a request for a block by structure, if there is a grammar for its language. */
export async function wholeBlocks(
  decoded: readonly DecodedText[],
  request: CompletionRequest,
  near: NearbyText,
  grammars: Grammars | undefined,
): Promise<readonly DecodedText[]> {
  const { mode, without = [] } = request;
  if (mode !== 'block' || without.includes('structure')) return decoded;
  const language = languageOf(request);
  const parser = await grammars?.parserFor(language);
  if (!parser) return decoded;
  const item = itemAround(near, language);
  return decoded.map((one) => {
    const { reason, keep } = one.stop;
    const text = one.tokens
      .map((token) => token.text)
      .join('')
      .slice(0, keep);
    if (!text.includes('\n') || !open.includes(reason)) return one;
    const length = wholeBlock(parser, item, text, cutOff.includes(reason));
    return length === undefined ? one : { ...one, stop: { reason: 'block', keep: length } };
  });
}
