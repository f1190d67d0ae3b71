import { modeAt } from '../../../src/core/suggest/multiline.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import { restOfLine, type CursorContext, promptTexts } from '../../../src/core/suggest/cursorContext.js';
import { Suggester } from '../../../src/core/suggest/suggester.js';
import { SuggestionCache } from '../../../src/core/suggest/suggestionCache.js';
import {
  shippedRules,
  type SuggestionResult,
  type SuggestionItem,
  type SuggesterParts,
  type TextRules,
  type SuggestionRequest,
} from '../../../src/core/suggest/suggestionRequest.js';
import type { Act } from './acts.js';
import { EditorDouble } from './editor.js';

/** A suggestion as the rules made it of an answer. */
interface Suggested {
  readonly place: CursorContext;
  readonly text: string;
}

/** The suggestion on the screen. */
interface Shown {
  readonly place: CursorContext;
  readonly offer: SuggestionItem;
}

/** A violated expectation of a session, described by the message. */
export class Broken extends Error {}

/** Characters before the cursor that have to be the same for a suggestion to be still right. */
const compared = 400;

const endsAlike = (a: string, b: string): boolean => {
  const length = Math.min(compared, a.length, b.length);
  return a.slice(a.length - length) === b.slice(b.length - length);
};

/** The document around the cursor once an offer is accepted. */
const accepted = (
  { prefix, suffix }: CursorContext,
  { text, replaces }: Pick<SuggestionItem, 'text' | 'replaces'>,
) => ({
  before: prefix + text,
  after: suffix.slice(replaces),
});

/**
 * A random editing session that checks after each act:
 *
 * - what is offered is a part of one suggestion, in its place, never of two;
 * - it replaces nothing but closing brackets, quotes, punctuation and whitespace on the cursor's line;
 * - to accept it leads to the same document as to type on and accept what is offered then;
 * - an undo leads back to a suggestion where there was one.
 */
export class Session {
  private readonly suggester: Suggester;
  private readonly suggested: Suggested[] = [];
  private readonly editors: readonly EditorDouble[];
  private editor: EditorDouble;
  private shown: Shown | undefined;
  /** By document and text: what was last shown there. */
  private readonly seen = new Map<string, SuggestionItem>();
  private code = '';
  /** Number of checked suggestions. */
  offers = 0;

  /**
   * @param complete answers requests.
   * @param code what the user types where nothing is shown, again and again.
   */
  constructor(
    complete: SuggesterParts['complete'],
    texts: readonly string[],
    eol: '\n' | '\r\n',
    private readonly allCode: string,
  ) {
    const rules: TextRules = {
      ...shippedRules,
      suggestionOf: (around, decoded, level) => {
        const suggestion = shippedRules.suggestionOf(around, decoded, level);
        if (suggestion) this.suggested.push({ place: around as CursorContext, text: suggestion.text });
        return suggestion;
      },
    };
    this.suggester = new Suggester({ complete, pause: () => Promise.resolve() }, new SuggestionCache(), rules);
    this.editors = texts.map((text, i) => new EditorDouble(`file${i}.ts`, text, eol));
    this.editor = this.editors[0]!;
    this.editor.moveTo(0.5);
  }

  async run(acts: readonly Act[]): Promise<void> {
    for (const act of acts) await this.act(act);
  }

  private async act(act: Act): Promise<void> {
    const { editor, shown } = this;
    switch (act.kind) {
      case 'type on':
        this.typeOn();
        break;
      case 'type':
        editor.type(act.character);
        break;
      case 'enter':
        editor.enter();
        break;
      case 'backspace':
        editor.backspace();
        break;
      case 'undo':
        editor.undo();
        this.shown = undefined;
        return this.suggestUndone();
      case 'add first line':
        editor.addFirstLine('import { x } from "y";');
        break;
      case 'move':
        editor.moveTo(act.to);
        this.shown = undefined;
        break;
      case 'switch':
        this.editor = this.editors[act.to % this.editors.length]!;
        this.shown = undefined;
        break;
      case 'accept':
        if (shown) this.accept(shown.offer);
        break;
      case 'accept word':
        if (shown) this.acceptWord(shown.offer);
        break;
      case 'ask':
        return this.ask(act.accepts);
      case 'overtake': {
        const cancel = new AbortController();
        const answer = this.suggester.suggest(this.suggestionRequest(false), cancel.signal);
        editor.type(act.character);
        cancel.abort();
        await this.suggest();
        await answer;
        return;
      }
    }
    await this.suggest();
  }

  private typeOn(): void {
    if (this.code === '') this.code = this.allCode;
    const next = this.shown?.offer.text[0] ?? this.code[0]!;
    if (!this.shown) this.code = this.code.slice(1);
    if (next === '\n') this.editor.enter();
    else this.editor.type(next);
  }

  /** Inserts the next word; what is no word is typed, so that the editor types over a bracket that it closed itself. */
  private acceptWord({ text }: SuggestionItem): void {
    const word = /^[^\S\n]*\w+/.exec(text)?.[0];
    if (word === undefined) this.typeOn();
    else this.editor.insert(word, 0);
  }

  private accept(offer: SuggestionItem): void {
    this.editor.insert(offer.text, offer.replaces);
    this.shown = undefined;
    this.suggester.accepted(this.suggestionRequest(false));
  }

  private async ask(accepts: number | undefined): Promise<void> {
    const suggestionRequest = this.suggestionRequest(true);
    const answer = await this.suggester.suggest(suggestionRequest, new AbortController().signal);
    for (const offer of answer?.items ?? []) this.check(suggestionRequest.context, offer);
    const offer = accepts === undefined ? undefined : answer?.items[accepts];
    this.shown = answer?.items[0] && { place: suggestionRequest.context, offer: answer.items[0] };
    if (this.shown) this.seen.set(keyOf(suggestionRequest.context), this.shown.offer);
    if (!offer) return;
    this.accept(offer);
    await this.suggest();
  }

  private async suggest(): Promise<void> {
    const suggestionRequest = this.suggestionRequest(false);
    const answer = await this.suggester.suggest(suggestionRequest, new AbortController().signal);
    const [offer, ...others] = answer?.items ?? [];
    if (others.length > 0) throw new Broken('More than one text is offered while typing.');
    if (offer) this.check(suggestionRequest.context, offer);
    if (this.shown) this.checkTypedThrough(this.shown, suggestionRequest.context, answer);
    this.shown = offer && { place: suggestionRequest.context, offer };
    if (offer) this.seen.set(keyOf(suggestionRequest.context), offer);
  }

  private check(place: CursorContext, offer: SuggestionItem): void {
    this.offers++;
    const { text, replaces } = offer;
    const where = JSON.stringify({ before: place.prefix.slice(-80), offer, after: place.suffix.slice(0, 80) });
    if (text.trim() === '') throw new Broken(`Whitespace is offered: ${where}`);
    if (text.includes('\r')) throw new Broken(`A line end of the wrong kind is offered: ${where}`);
    const replaced = restOfLine(place.suffix).slice(0, replaces);
    if (replaced.length < replaces || !/^[\s)\]}>"'`;,:{]*$/.test(replaced))
      throw new Broken(`More than closing brackets is replaced: ${where}`);
    if (!this.suggested.some((one) => isPartOf(one, place, text)))
      throw new Broken(`No suggestion has what is offered: ${where}`);
  }

  /** The user typed what was shown: the rest of it is still shown, and leads to the same document. */
  private checkTypedThrough(
    { place: then, offer }: Shown,
    now: CursorContext,
    answer: SuggestionResult | undefined,
  ): void {
    if (then.document !== now.document || !now.prefix.startsWith(then.prefix)) return;
    const typed = now.prefix.slice(then.prefix.length);
    const isTyped = typed !== '' && offer.text.length > typed.length && offer.text.startsWith(typed);
    if (!isTyped || !answer) return;
    // Where the text opens what it does not close, the editor adds a closing bracket as it is typed, and none to a text
    // that is accepted: then the two must differ.
    if (now.suffix !== then.suffix && !isBalanced(offer.text)) return;
    // How a text is fitted to what follows on the line depends on the brackets, strings and comments that it begins in:
    // the rest of a text does not say so itself, only what the editor closed after it does. Brackets and marks that are
    // typed where the editor puts them beside those that the text would replace stand twice from then on.
    const isAlone = [then, now].every(({ suffix }) => restOfLine(suffix).trim() === '');
    if (!isAlone && (!isPlain(offer.text) || (now.suffix === then.suffix && /[()[\]{}<>;,:]/.test(typed)))) return;
    const what = JSON.stringify({
      shown: offer,
      before: then.prefix.slice(-60),
      after: then.suffix.slice(0, 60),
      typed,
    });
    const wanted = accepted(then, offer);
    const [next = { text: '', replaces: 0 }] = answer.items;
    const got = accepted(now, next);
    const isSame = squeezed(got.before + got.after) === squeezed(wanted.before + wanted.after);
    if (!isSame) throw new Broken(`Typing on leads to ${JSON.stringify([got, wanted])}: ${what}`);
  }

  /** After an undo there is a suggestion where one was shown: the same, or one that the user took meanwhile. */
  private async suggestUndone(): Promise<void> {
    const { place } = this.editor;
    const was = this.seen.get(keyOf(place));
    await this.suggest();
    // Nothing is suggested automatically in an empty document.
    if (!was || this.shown || (place.prefix + place.suffix).trim() === '') return;
    const where = JSON.stringify({ before: place.prefix.slice(-80), after: place.suffix.slice(0, 80) });
    throw new Broken(`Undo does not bring back ${JSON.stringify(was)}: ${where}`);
  }

  private suggestionRequest(isExplicit: boolean): SuggestionRequest {
    const request = (place: CursorContext): CompletionRequest => ({
      path: place.document,
      ...promptTexts(place),
      mode: modeAt('auto', place, isExplicit),
      strategy: isExplicit ? { kind: 'beam', width: 4, lengthPenalty: 0 } : { kind: 'greedy' },
      maxTokens: 32,
      ...(isExplicit ? {} : { eagerness: 'balanced' }),
    });
    return { context: this.editor.place, isExplicit, maxItems: isExplicit ? 3 : 1, delayMs: 0, request };
  }
}

/** A name for a document's text and the cursor in it. */
const keyOf = ({ document, prefix, suffix }: CursorContext): string => JSON.stringify([document, prefix, suffix]);

/** Whether a text has neither strings nor comments. */
const isPlain = (text: string): boolean => !/["'`/#]/.test(text);

/** Whether a text's brackets are closed in their order. */
function isBalanced(text: string): boolean {
  let left = text.replace(/[^()[\]{}]/g, '');
  for (let before = ''; before !== left;) [before, left] = [left, left.replace(/\(\)|\[\]|\{\}/g, '')];
  return left === '';
}

/** Enter between brackets may leave whitespace that the accepted text has not. */
const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** Whether a text at a place is a part of a suggestion for that place or one before it. */
function isPartOf({ place: then, text: suggestion }: Suggested, now: CursorContext, text: string): boolean {
  if (then.document !== now.document) return false;
  const whole = then.prefix + suggestion;
  // The next line is suggested from the end of the line above, with the line end in front.
  for (let at = then.prefix.length - 1; at < whole.length; at++) {
    if (whole.startsWith(text, at) && endsAlike(whole.slice(0, at), now.prefix)) return true;
  }
  return false;
}
