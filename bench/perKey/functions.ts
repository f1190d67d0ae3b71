import { bracketsAtCursor } from '../../src/core/decode/constraints/cursorBrackets.js';
import { LineReader } from '../../src/core/decode/code/codeLines.js';
import { CodeScanner } from '../../src/core/decode/code/codeScanner.js';
import { contextAtCursor } from '../../src/core/decode/code/cursorContext.js';
import { syntaxOf } from '../../src/core/decode/code/syntax.js';
import { lookUp } from '../../src/core/decode/drafters/lookup.js';
import { atBlockEnd } from '../../src/core/decode/stops/blockEnd.js';
import { atRepetition } from '../../src/core/decode/stops/repetition.js';
import { atSuffixStart } from '../../src/core/decode/stops/suffixStart.js';
import { commentIn } from '../../src/core/generate/comment.js';
import { passageEnd } from '../../src/core/generate/passage.js';
import { stepTo } from '../../src/core/generate/shownText.js';
import { follow } from '../../src/core/generate/span.js';
import { withoutClosingLines } from '../../src/core/prompt/closingLines.js';
import { blocksOf, encodeAsText, encodeByLine } from '../../src/core/prompt/encode.js';
import { normalize } from '../../src/core/prompt/lineEndings.js';
import { tidyEnd, tidyStart } from '../../src/core/prompt/window.js';
import { importsOf } from '../../src/core/snippets/imports.js';
import { namesNear } from '../../src/core/snippets/names.js';
import { Offers } from '../../src/core/statistics/offers.js';
import { moved } from '../../src/core/statistics/textChange.js';
import { fitClosers } from '../../src/core/suggest/closers.js';
import { AnswerFeatures } from '../../src/core/suggest/gate/features.js';
import { fromThisLine, isLineOver } from '../../src/core/suggest/nextLine.js';
import { outermost } from '../../src/core/suggest/outermost.js';
import { isCompletable, restOfLine, type Place } from '../../src/core/suggest/place.js';
import { modeAt } from '../../src/core/suggest/reach.js';
import { remainderOf } from '../../src/core/suggest/remainder.js';
import { Around } from '../../src/core/suggest/rules/around.js';
import { textRuleNames, textRules } from '../../src/core/suggest/rules/rules.js';
import { present, promptTexts } from '../../src/core/suggest/suggestion.js';
import { SuggestionCache } from '../../src/core/suggest/suggestionCache.js';
import { OpenDocument } from '../../src/core/workspace/openDocument.js';
import { Evidence } from '../../src/core/workspace/evidence.js';
import type { KeyPress } from './inputs.js';

/** A function that runs at each key, or for each answer. */
export interface PerKeyFunction {
  readonly name: string;
  readonly run: (press: KeyPress) => unknown;
}

/** One token for each character, as a tokenizer of bytes would give at worst. */
const encode = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
const encodeLines = (text: string): readonly number[] => encodeByLine(encodeAsText(encode, ['<|file|>']))(text);

const placeOf = ({ path, before, after }: KeyPress): Place => ({
  document: path,
  path,
  offset: before.length,
  before,
  after,
});

const changesIn = ({ before, answer }: KeyPress): { offset: number; removed: number; inserted: string }[] =>
  [...before.matchAll(/\n/g)].map(({ index }) => ({ offset: index, removed: 1, inserted: answer.slice(0, 2) }));

const rule = (name: (typeof textRuleNames)[number]): PerKeyFunction => ({
  name: `rules/${name}`,
  run: ({ path, before, after, answer }) => {
    const around = new Around({ path, before: normalize(before), after: normalize(after) }, { stop: 'limit' });
    return textRules[name](answer, around);
  },
});

/** What the extension host runs at each key and for each answer; first come the functions that read the document. */
const onTheHost: readonly PerKeyFunction[] = [
  { name: 'window', run: ({ before, after }) => tidyStart(before, false) + tidyEnd(after) },
  { name: 'normalize', run: ({ before, after }) => normalize(before) + normalize(after) },
  { name: 'isCompletable', run: ({ after }) => isCompletable(after) },
  { name: 'restOfLine', run: ({ after }) => restOfLine(after) },
  { name: 'promptTexts', run: (press) => promptTexts(press) },
  { name: 'modeAt', run: (press) => modeAt('auto', press, false) },
  { name: 'modeAt, explicitly', run: (press) => modeAt('auto', press, true) },
  {
    name: 'modeAt in a new line',
    run: (press) => modeAt('auto', { ...press, before: `${press.before}\n    ` }, false),
  },
  { name: 'contextAtCursor', run: ({ path, before }) => contextAtCursor(path, before) },
  { name: 'fitClosers', run: ({ answer, after }) => fitClosers(answer, restOfLine(after)) },
  { name: 'outermost', run: ({ answer, after }) => outermost(answer, restOfLine(after).trim()) },
  { name: 'present', run: ({ answer, after }) => present({ text: answer, confidence: 1 }, after) },
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
  { name: 'isLineOver', run: (press) => isLineOver(placeOf(press), { text: press.answer, stop: 'newline' }) },
  { name: 'fromThisLine', run: (press) => fromThisLine({ text: press.answer, confidence: 1 }, placeOf(press), 1) },
  ...textRuleNames.map(rule),
  {
    name: 'Offers',
    run: (press) => {
      const offers = new Offers(() => undefined);
      const [offset, origin] = [press.before.length, { language: '', model: '' }];
      offers.offer({ document: '', offset, texts: [press.answer], origin }, 0);
      offers.change('', changesIn(press), 1);
      offers.settle(1000);
    },
  },
  { name: 'moved', run: (press) => moved({ start: 0, end: press.before.length }, changesIn(press)) },
  {
    name: 'follow',
    run: (press) =>
      changesIn(press).map(({ offset, removed, inserted }) =>
        follow({ start: offset + 2, end: offset + 3 }, { offset, length: removed, text: inserted }),
      ),
  },
  {
    name: 'stepTo',
    run: ({ answer, after }) => {
      const shown = { text: answer.slice(0, answer.length >> 1), replaces: 0 };
      const span = { start: 0, end: shown.text.length };
      return stepTo({ text: answer, replaces: 0 }, shown, span, restOfLine(after), after);
    },
  },
  { name: 'passageEnd', run: ({ path, before, answer }) => passageEnd(before, answer, path) },
  { name: 'commentIn', run: ({ path, before, after }) => commentIn(before, '', after, path) },
];

/** What the worker runs once for each request. */
const inTheWorker: readonly PerKeyFunction[] = [
  { name: 'encode', run: ({ before, after }) => [encodeLines(before), encodeLines(after)] },
  { name: 'blocksOf', run: ({ before }) => [...blocksOf(before)].length },
  { name: 'withoutClosingLines', run: ({ after }) => withoutClosingLines(after) },
  {
    name: 'bracketsAtCursor',
    run: ({ path, before, after }) => bracketsAtCursor(before, after, new CodeScanner(syntaxOf(path)!)),
  },
  { name: 'LineReader', run: ({ path, before, answer }) => new LineReader(before, path).read(answer) },
  {
    name: 'AnswerFeatures',
    run: ({ path, before, after, answer }) => {
      const features = new AnswerFeatures({ path, prefix: before, suffix: after, source: 'model' });
      features.add({ text: answer, logprob: -1 });
      return features.cut();
    },
  },
  { name: 'stop: block', run: ({ path, before, answer }) => stopOf(atBlockEnd(before, path), answer) },
  { name: 'stop: suffix', run: ({ before, after, answer }) => stopOf(atSuffixStart(before, after), answer) },
  { name: 'stop: repetition', run: ({ before, after, answer }) => stopOf(atRepetition([before, after]), answer) },
  { name: 'prompt look-up', run: ({ before }) => lookUp(encode(before), encode(before), 8) },
  {
    name: 'OpenDocument',
    run: ({ before, after }) =>
      new OpenDocument([encode(before), encode(after)]).find(encode(before), new Evidence(64)),
  },
  { name: 'namesNear', run: ({ before, after }) => namesNear(before, after) },
  { name: 'importsOf', run: ({ before }) => importsOf(before, '') },
];

const stopOf = (stop: ReturnType<typeof atRepetition>, text: string): unknown =>
  stop({ text, added: 0, count: 1, logprob: 0 });

/** The first half of the answer was typed. */
function typedThrough(press: KeyPress): Parameters<typeof remainderOf> {
  const then = placeOf(press);
  const typed = press.answer.slice(0, press.answer.length >> 1);
  const now = { ...then, offset: then.offset + typed.length, before: then.before + typed };
  return [{ text: press.answer, confidence: 1 }, then, now];
}

/** The same after an edit far above, so that only the text around tells where the suggestion was. */
function typedElsewhere(press: KeyPress): Parameters<typeof remainderOf> {
  const [suggestion, then, now] = typedThrough(press);
  return [suggestion, then, { ...now, offset: now.offset + 7, before: `${now.before}!` }];
}

/** All functions that are measured. */
export const perKeyFunctions: readonly PerKeyFunction[] = [...onTheHost, ...inTheWorker];
