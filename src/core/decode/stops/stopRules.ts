import type { CompletionRequest, Mode } from '../../request.js';
import type { Language } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import { atBlockEnd } from './blockEnd.js';
import { atConstructEnd } from './constructEnd.js';
import { atRepetition } from './repetition.js';
import { atLimit, atNewline, whenCancelled, type StopRule } from './stop.js';
import { atSuffixStart } from './suffixStart.js';
import type { NearbyText } from '../../prompt/nearbyText.js';

/** Ends before bytes that are not a character, which a model can spell, too; the stream reads them as U+FFFD. */
const atBrokenCharacter: StopRule = ({ text, added }) => {
  const broken = text.indexOf('\uFFFD', added);
  return broken < 0 ? undefined : { reason: 'end', keep: broken };
};

function modeRules(mode: Mode, language: Language | undefined, near: NearbyText): StopRule[] {
  switch (mode) {
    case 'line':
      return [atNewline];
    case 'block':
      return [atBlockEnd(near.prefix, language)];
    case 'construct':
      return [atConstructEnd(near.prefix, near.suffix, language)];
    case 'free':
      return [];
  }
}

/** The rules that end an answer, in the order in which they are tried. */
export function stopRules(request: CompletionRequest, near: NearbyText, cancelled: () => boolean): StopRule[] {
  const { mode, maxTokens, without = [] } = request;
  return [
    whenCancelled(cancelled),
    atBrokenCharacter,
    ...modeRules(mode, languageOf(request), near),
    ...(without.includes('suffix') ? [] : [atSuffixStart(near.prefix, near.suffix)]),
    ...(without.includes('repetition') ? [] : [atRepetition([near.prefix, near.suffix])]),
    atLimit(maxTokens),
  ];
}
