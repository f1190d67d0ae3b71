import { completeEnds } from '../../core/generate/completeEnds.js';
import { languageOf } from '../../core/language/languageOf.js';
import type { CompletionRequest } from '../../core/request.js';
import type { CompletedText } from '../../core/result.js';
import { isOwnEnd } from '../../core/decode/stops/stop.js';
import type { NearbyText } from '../../core/prompt/nearbyText.js';
import { endsThatParse } from './constructEnds.js';
import type { Grammars } from './grammars.js';
import { itemAround } from './itemAround.js';

/**
 * Adds the offsets at which texts may end because their statements are complete, to the texts of a request for a
 * construct, or for more. Where there is a grammar, the item around the text must parse with each of them.
 */
export async function withCompleteEnds(
  texts: readonly CompletedText[],
  request: CompletionRequest,
  near: NearbyText,
  grammars: Grammars | undefined,
): Promise<readonly CompletedText[]> {
  if (request.mode !== 'construct' && request.mode !== 'free') return texts;
  const language = languageOf(request);
  const parser = await grammars?.parserFor(language);
  const item = itemAround(near, language);
  return texts.map((one) => {
    const ends = completeEnds(near, one.text, language, isOwnEnd(one.stop));
    return { ...one, ends: parser ? endsThatParse(parser, item, one.text, ends) : ends };
  });
}
