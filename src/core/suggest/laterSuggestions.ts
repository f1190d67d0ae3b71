import type { CompletionRequest } from '../request.js';
import type { Completion } from '../result.js';
import type { CursorContext } from './cursorContext.js';
import { fittedSuggestions, suggestionsOf } from './fittedSuggestions.js';
import { remainderOf } from './remainder.js';
import type { Suggestion } from './suggestion.js';
import type { SuggestionCache } from './suggestionCache.js';
import type {
  LaterEngine,
  ModelAnswer,
  SuggesterParts,
  SuggestionItem,
  SuggestionRequest,
  SuggestionResult,
  TextRules,
} from './suggestionRequest.js';

/** The latest request for suggestions. */
interface Current {
  readonly suggestionRequest: SuggestionRequest;
  readonly result: Promise<SuggestionResult | undefined>;
  /** Whether nothing more may appear before the next request. */
  isQuiet: boolean;
}

/** A request to the engine. */
interface Running {
  readonly context: CursorContext;
  readonly cancel: AbortController;
  /** Whether the debounce is over. */
  isSent: boolean;
  /** The answer so far. */
  text: string;
}

/** Dependencies, shared with the suggester. */
interface LaterParts extends Pick<SuggesterParts, 'pause'> {
  readonly engine: LaterEngine;
  readonly cache: SuggestionCache;
  readonly rules: TextRules;
}

/** The debounce before the engine is asked. Without one, it would be asked 1.6 times as often (docs/quality.md). */
const laterDelayMs = 100;

/** How long an explicit request waits for the engine. */
const maxExplicitWaitMs = 1000;

/**
 * Suggestions of a slower engine beside those of the fast one, which are there at once. A later answer extends what is
 * displayed, or fills the place where nothing is; it never replaces displayed text. The engine is asked only where the
 * fast one has nothing, or only the start of something, and one request at a time: while the user types what a running
 * request may still answer, it continues.
 */
export class LaterSuggestions {
  private current: Current | undefined;
  private running: Running | undefined;

  constructor(private readonly parts: LaterParts) {}

  /** Suggestions were requested; `result` is the answer without this engine. */
  requested(
    suggestionRequest: SuggestionRequest,
    result: Promise<SuggestionResult | undefined>,
    signal: AbortSignal,
  ): void {
    const { context, isExplicit } = suggestionRequest;
    const current: Current = { suggestionRequest, result, isQuiet: isExplicit };
    this.current = current;
    if (isExplicit || (this.running && !mayAnswer(this.running, context))) this.endRunning();
    if (!isExplicit) void this.follow(current, signal);
  }

  /** The user has hidden the displayed text: nothing more appears here. */
  dismissed(): void {
    if (this.current) this.current.isQuiet = true;
  }

  /** Suggestions for an explicit request; none if the engine takes too long. */
  async explicit(suggestionRequest: SuggestionRequest, signal: AbortSignal): Promise<readonly Suggestion[]> {
    const { engine, pause, cache } = this.parts;
    if (!engine.isUsed()) return [];
    this.endRunning();
    const { context } = suggestionRequest;
    const isOver = new AbortController();
    const end = (): void => isOver.abort();
    signal.addEventListener('abort', end, { once: true });
    let isLate = false;
    const asking = this.complete(suggestionRequest.request(context), { signal }).then((answer) => {
      const suggestions = this.suggestionsOf(context, answer).map((one) => ({ ...one, isExplicit: true }));
      if (isLate) for (const one of suggestions) cache.addLate(context, one);
      return suggestions;
    });
    const waiting = pause(maxExplicitWaitMs, isOver.signal).then((): Suggestion[] => {
      isLate = true;
      return [];
    });
    const suggestions = await Promise.race([asking, waiting]);
    end();
    signal.removeEventListener('abort', end);
    return suggestions;
  }

  /** Ends the running request and forgets the latest one. */
  end(): void {
    this.endRunning();
    this.current = undefined;
  }

  private endRunning(): void {
    this.running?.cancel.abort();
    this.running = undefined;
  }

  /** Asks the engine once the fast one has answered, if more is needed. */
  private async follow(current: Current, signal: AbortSignal): Promise<void> {
    const result = await settled(current);
    if (this.current !== current || signal.aborted || this.running || !result) return;
    if (isMoreNeeded(result)) await this.ask(current.suggestionRequest);
  }

  private async ask({ context, delayMs, request }: SuggestionRequest): Promise<void> {
    if (!this.parts.engine.isUsed()) return;
    const running: Running = { context, cancel: new AbortController(), isSent: false, text: '' };
    this.running = running;
    const { signal } = running.cancel;
    await this.parts.pause(delayMs ?? laterDelayMs, signal);
    if (signal.aborted) return;
    running.isSent = true;
    const onText = (piece: string): void => void (running.text += piece);
    const answer = await this.complete(request(context), { signal, onText });
    if (this.running === running) this.running = undefined;
    if (answer) await this.arrived(context, answer);
  }

  private async complete(
    request: CompletionRequest,
    options: { readonly signal: AbortSignal; readonly onText?: (piece: string) => void },
  ): Promise<ModelAnswer | undefined> {
    const completion: Completion | undefined = await this.parts.engine.complete(request, options);
    return completion && { request, completion };
  }

  private suggestionsOf(context: CursorContext, answer: ModelAnswer | undefined): Suggestion[] {
    if (!answer) return [];
    const suggestions = suggestionsOf(this.parts.rules, context, answer);
    return suggestions.map((suggestion) => ({ ...suggestion, isLater: true }));
  }

  private async arrived(then: CursorContext, answer: ModelAnswer): Promise<void> {
    const { cache, engine } = this.parts;
    const latest = await this.latest();
    const [best] = this.suggestionsOf(then, answer);
    if (!latest) return;
    const { current, result } = latest;
    const [displayed] = result?.items ?? [];
    const item = best && this.itemAt(best, then, current.suggestionRequest);
    const isNew = item !== undefined && (displayed === undefined || extendsText(item, displayed));
    if (best && isNew) cache.add(then, best);
    else if (best) cache.addLate(then, best);
    if (isNew && !current.isQuiet) engine.onAnswer({ ...answer, then, now: current.suggestionRequest.context });
    const hasMoved = current.suggestionRequest.context.offset !== then.offset;
    // The answer came too late: the user has typed something else.
    if (!isNew && hasMoved && !current.isQuiet && !this.running && result && isMoreNeeded(result)) {
      await this.ask(current.suggestionRequest);
    }
  }

  /** The latest request once it is answered: only then it is known whether something is displayed. */
  private async latest(): Promise<{ current: Current; result: SuggestionResult | undefined } | undefined> {
    for (let { current } = this; current; { current } = this) {
      const result = await settled(current);
      if (current === this.current) return { current, result };
    }
    return undefined;
  }

  /** A suggestion as it would be shown at the cursor now. */
  private itemAt(suggestion: Suggestion, then: CursorContext, now: SuggestionRequest): SuggestionItem | undefined {
    const left = remainderOf(suggestion, then, now.context);
    return left && fittedSuggestions(this.parts.rules, [left], now)[0]?.item;
  }
}

/** The result, or undefined after an error, which the caller of `suggest` gets. */
const settled = ({ result }: Current): Promise<SuggestionResult | undefined> => result.catch(() => undefined);

/** Whether nothing is displayed, or only the start of the fast engine's text. */
const isMoreNeeded = ({ items: [displayed], cached }: SuggestionResult): boolean =>
  displayed === undefined || (displayed.isCut === true && cached?.isLater !== true);

const extendsText = (item: SuggestionItem, displayed: SuggestionItem): boolean =>
  item.text.length > displayed.text.length && item.text.startsWith(displayed.text);

/** Whether the answer to a request may still fit after what the user has typed since. */
function mayAnswer({ context: then, isSent, text }: Running, now: CursorContext): boolean {
  const length = now.offset - then.offset;
  if (!isSent || length < 0 || length > now.prefix.length) return false;
  const typed = now.prefix.slice(now.prefix.length - length);
  // More text would follow what is typed.
  const longer = { text: `${typed}…`, confidence: 1 };
  const isContinued = remainderOf(longer, then, now) !== undefined;
  return isContinued && (text.startsWith(typed) || typed.startsWith(text));
}
