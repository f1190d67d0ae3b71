import { bracketsAtCursor } from '../../src/core/decode/constraints/cursorBrackets.js';
import { LineReader } from '../../src/core/language/codeLines.js';
import { CodeScanner } from '../../src/core/language/codeScanner.js';
import { contextAtCursor } from '../../src/core/language/syntaxContext.js';
import { languageOf } from '../../src/core/language/languageOf.js';
import { findContinuation } from '../../src/core/decode/drafters/lookup.js';
import { atBlockEnd } from '../../src/core/decode/stops/blockEnd.js';
import { atConstructEnd } from '../../src/core/decode/stops/constructEnd.js';
import { atRepetition } from '../../src/core/decode/stops/repetition.js';
import { atSuffixStart } from '../../src/core/decode/stops/suffixStart.js';
import { commentIn } from '../../src/core/generate/comment.js';
import { stepTo } from '../../src/core/generate/shownText.js';
import { spanAfterChange } from '../../src/core/generate/span.js';
import { withoutClosingLines } from '../../src/core/prompt/closingLines.js';
import { blocksOf, encodeAsText, encodeByLine } from '../../src/core/prompt/encode.js';
import { normalize } from '../../src/core/prompt/lineEndings.js';
import { tidyEnd, tidyStart } from '../../src/core/prompt/window.js';
import { importsOf } from '../../src/core/snippets/imports.js';
import { namesNear } from '../../src/core/snippets/names.js';
import { ShownSuggestions } from '../../src/core/statistics/shownSuggestions.js';
import { moved } from '../../src/core/statistics/textChange.js';
import { fitClosingBrackets } from '../../src/core/suggest/closingBrackets.js';
import { AnswerFeatures } from '../../src/core/suggest/confidence/features.js';
import { fromThisLine, isLineOver } from '../../src/core/suggest/nextLine.js';
import { findClosings } from '../../src/core/suggest/findClosings.js';
import { isCompletable, restOfLine, type CursorContext, promptTexts } from '../../src/core/suggest/cursorContext.js';
import { modeAt } from '../../src/core/suggest/multiline.js';
import { remainderOf } from '../../src/core/suggest/remainder.js';
import { RuleContext } from '../../src/core/suggest/rules/ruleContext.js';
import { textRuleNames, textRules } from '../../src/core/suggest/rules/rules.js';
import { present } from '../../src/core/suggest/suggestion.js';
import { SuggestionCache } from '../../src/core/suggest/suggestionCache.js';
import { OpenDocument } from '../../src/core/workspace/openDocument.js';
import { MatchBuffer } from '../../src/core/workspace/matchBuffer.js';
import type { KeyPress } from './inputs.js';

/** A function that runs at each key, or for each answer. */
export interface PerKeyFunction {
  readonly name: string;
  readonly run: (press: KeyPress) => unknown;
}

/** One token per character, the worst case of a byte tokenizer. */
const encode = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
const encodeLines = (text: string): readonly number[] => encodeByLine(encodeAsText(encode, ['<|file|>']))(text);

const contextOf = ({ path, prefix, suffix }: KeyPress): CursorContext => ({
  document: path,
  path,
  offset: prefix.length,
  prefix: prefix,
  suffix: suffix,
});

const changesIn = ({ prefix, answer }: KeyPress): { offset: number; removed: number; inserted: string }[] =>
  [...prefix.matchAll(/\n/g)].map(({ index }) => ({ offset: index, removed: 1, inserted: answer.slice(0, 2) }));

const rule = (name: (typeof textRuleNames)[number]): PerKeyFunction => ({
  name: `rules/${name}`,
  run: ({ path, prefix, suffix, answer }) => {
    const context = new RuleContext({ path, prefix: normalize(prefix), suffix: normalize(suffix) }, { stop: 'limit' });
    return textRules[name](answer, context);
  },
});

/** Functions that the extension host runs at each key and for each answer; those that read the document first. */
const onTheHost: readonly PerKeyFunction[] = [
  { name: 'window', run: ({ prefix, suffix }) => tidyStart(prefix, false) + tidyEnd(suffix) },
  { name: 'normalize', run: ({ prefix, suffix }) => normalize(prefix) + normalize(suffix) },
  { name: 'isCompletable', run: ({ suffix }) => isCompletable(suffix) },
  { name: 'restOfLine', run: ({ suffix }) => restOfLine(suffix) },
  { name: 'promptTexts', run: (press) => promptTexts(press) },
  { name: 'modeAt', run: (press) => modeAt('auto', press, false) },
  { name: 'modeAt, explicitly', run: (press) => modeAt('auto', press, true) },
  {
    name: 'modeAt in a new line',
    run: (press) => modeAt('auto', { ...press, prefix: `${press.prefix}\n    ` }, false),
  },
  { name: 'contextAtCursor', run: ({ path, prefix }) => contextAtCursor(languageOf({ path }), prefix) },
  { name: 'fitClosers', run: ({ answer, suffix }) => fitClosingBrackets(answer, restOfLine(suffix)) },
  { name: 'findClosings', run: ({ answer, suffix }) => findClosings(answer, restOfLine(suffix).trim()) },
  { name: 'present', run: ({ answer, suffix }) => present({ text: answer, confidence: 1 }, suffix) },
  { name: 'remainderOf', run: (press) => remainderOf(...typedThrough(press)) },
  { name: 'remainderOf, moved', run: (press) => remainderOf(...typedElsewhere(press)) },
  {
    name: 'SuggestionCache',
    run: (press) => {
      const cache = new SuggestionCache();
      const [suggestion, then, now] = typedThrough(press);
      for (let i = 0; i < 5; i++) cache.add({ ...then, offset: then.offset - i }, suggestion);
      return cache.find(now);
    },
  },
  { name: 'isLineOver', run: (press) => isLineOver(contextOf(press), { text: press.answer, stop: 'newline' }) },
  { name: 'fromThisLine', run: (press) => fromThisLine({ text: press.answer, confidence: 1 }, contextOf(press), 1) },
  ...textRuleNames.map(rule),
  {
    name: 'Offers',
    run: (press) => {
      const offers = new ShownSuggestions(() => undefined);
      const [offset, origin] = [press.prefix.length, { language: '', model: '' }];
      offers.track({ document: '', offset, texts: [press.answer], origin }, 0);
      offers.change('', changesIn(press), 1);
      offers.settle(1000);
    },
  },
  { name: 'moved', run: (press) => moved({ start: 0, end: press.prefix.length }, changesIn(press)) },
  {
    name: 'follow',
    run: (press) =>
      changesIn(press).map(({ offset, removed, inserted }) =>
        spanAfterChange(
          { start: offset + 2, end: offset + 3 },
          { offset, length: removed, text: inserted },
          inserted[2] ?? '',
        ),
      ),
  },
  {
    name: 'stepTo',
    run: ({ answer, suffix }) => {
      const shown = { text: answer.slice(0, answer.length >> 1), replaces: 0 };
      const span = { start: 0, end: shown.text.length };
      return stepTo({ text: answer, replaces: 0 }, { shown, span, closingBrackets: restOfLine(suffix) }, suffix);
    },
  },
  { name: 'commentIn', run: ({ path, prefix, suffix }) => commentIn(prefix, '', suffix, languageOf({ path })) },
];

/** Functions that the worker runs once per request. */
const inTheWorker: readonly PerKeyFunction[] = [
  { name: 'encode', run: ({ prefix, suffix }) => [encodeLines(prefix), encodeLines(suffix)] },
  { name: 'blocksOf', run: ({ prefix }) => [...blocksOf(prefix)].length },
  { name: 'withoutClosingLines', run: ({ suffix }) => withoutClosingLines(suffix) },
  {
    name: 'bracketsAtCursor',
    run: ({ path, prefix, suffix }) => bracketsAtCursor(prefix, suffix, new CodeScanner(languageOf({ path })!.syntax!)),
  },
  { name: 'LineReader', run: ({ path, prefix, answer }) => new LineReader(prefix, languageOf({ path })).read(answer) },
  {
    name: 'AnswerFeatures',
    run: ({ path, prefix, suffix, answer }) => {
      const features = new AnswerFeatures({ path, prefix, suffix, source: 'model' });
      features.add({ text: answer, logprob: -1 });
      return features.cut();
    },
  },
  { name: 'stop: block', run: ({ path, prefix, answer }) => stopOf(atBlockEnd(prefix, languageOf({ path })), answer) },
  {
    name: 'stop: construct',
    run: ({ path, prefix, suffix, answer }) => stopOf(atConstructEnd(prefix, suffix, languageOf({ path })), answer),
  },
  { name: 'stop: suffix', run: ({ prefix, suffix, answer }) => stopOf(atSuffixStart(prefix, suffix), answer) },
  { name: 'stop: repetition', run: ({ prefix, suffix, answer }) => stopOf(atRepetition([prefix, suffix]), answer) },
  { name: 'prompt look-up', run: ({ prefix }) => findContinuation(encode(prefix), encode(prefix), 8) },
  {
    name: 'OpenDocument',
    run: ({ prefix, suffix }) =>
      new OpenDocument([encode(prefix), encode(suffix)]).find(encode(prefix), new MatchBuffer(64)),
  },
  { name: 'namesNear', run: ({ prefix, suffix }) => namesNear(prefix, suffix) },
  { name: 'importsOf', run: ({ prefix }) => importsOf(prefix, '') },
];

const stopOf = (stop: ReturnType<typeof atRepetition>, text: string): unknown => stop({ text, added: 0, count: 1 });

/** A suggestion after the first half of it was typed. */
function typedThrough(press: KeyPress): Parameters<typeof remainderOf> {
  const then = contextOf(press);
  const typed = press.answer.slice(0, press.answer.length >> 1);
  const now = { ...then, offset: then.offset + typed.length, prefix: then.prefix + typed };
  return [{ text: press.answer, confidence: 1 }, then, now];
}

/** The same after an edit far above, so that only the surrounding text tells the suggestion's position. */
function typedElsewhere(press: KeyPress): Parameters<typeof remainderOf> {
  const [suggestion, then, now] = typedThrough(press);
  return [suggestion, then, { ...now, offset: now.offset + 7, prefix: `${now.prefix}!` }];
}

/** All functions that are measured. */
export const perKeyFunctions: readonly PerKeyFunction[] = [...onTheHost, ...inTheWorker];
