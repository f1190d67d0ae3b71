import fc from 'fast-check';
import type { Completion } from '../../../src/core/result.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { CursorContext } from '../../../src/core/suggest/cursorContext.js';
import { Suggester } from '../../../src/core/suggest/suggester.js';
import type { SuggestionRequest } from '../../../src/core/suggest/suggestionRequest.js';
import { Broken } from './session.js';
import { guess, randomWords } from './twoEngines.js';

/** The next event of a session: an act of the user, or an answer. */
export type BothEvent =
  | 'types on'
  | 'types another'
  | 'deletes'
  | 'accepts'
  | 'accepts a word'
  | 'hides'
  | 'moves'
  | 'asks'
  | 'fast answers'
  | 'slow answers'
  | 'waits';

const weighted = (weight: number, event: BothEvent) => ({ weight, arbitrary: fc.constant(event) });

export const bothEvents: fc.Arbitrary<BothEvent[]> = fc.array(
  fc.oneof(
    ...[weighted(12, 'types on'), weighted(2, 'types another'), weighted(2, 'deletes'), weighted(3, 'accepts')],
    ...[weighted(3, 'accepts a word'), weighted(2, 'hides'), weighted(1, 'moves'), weighted(1, 'asks')],
    ...[weighted(24, 'fast answers'), weighted(24, 'slow answers'), weighted(24, 'waits')],
  ),
  { minLength: 20, maxLength: 120, size: 'max' },
);

interface Pending {
  readonly resolve: () => void;
}

/** What a session has seen, to know that it tested something. */
export interface BothCounts {
  extended: number;
  filled: number;
}

const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * An editor with ghost text of two engines that answer in any order. A double of VS Code, which keeps the displayed text
 * while its start is typed, until the answer to the key is there. Checks that no displayed text is ever replaced:
 *
 * - A later answer appears only as an extension of what is displayed, or where nothing is.
 * - What is displayed, and still right after a key, remains the start of what is displayed then.
 * - What the user has hidden does not come back before the next key.
 */
export class BothSession {
  readonly counts: BothCounts = { extended: 0, filled: 0 };
  private readonly suggester: Suggester;
  private readonly fast: Pending[] = [];
  private readonly slow: Pending[] = [];
  private readonly waits: Pending[] = [];
  private prefix = 'start\nx = ';
  private suffix = '\nend\n';
  private toCome: string;
  private displayed = '';
  private isHidden = false;
  private failure: Broken | undefined;
  /** Cancels the request for the latest key, which is running while this is there. */
  private asking: AbortController | undefined;

  constructor(private readonly seed: number) {
    this.toCome = randomWords(seed, 60);
    this.suggester = new Suggester({
      complete: (request, signal) => this.complete(this.fast, request, signal, 3),
      pause: (_, signal) => this.wait(this.waits, signal),
      later: {
        isUsed: () => true,
        complete: (request, { signal }) => this.complete(this.slow, request, signal!, 8),
        onAnswer: ({ now }) => void this.shownLater(now),
      },
    });
  }

  async run(events: readonly BothEvent[]): Promise<void> {
    for (const event of events) {
      this.happen(event);
      await turns();
      if (this.failure) throw this.failure;
    }
  }

  private happen(event: BothEvent): void {
    const { displayed } = this;
    switch (event) {
      case 'types on':
        return this.insert(this.toCome[0]!, false);
      case 'types another':
        return this.insert('q', false);
      case 'deletes':
        this.prefix = this.prefix.slice(0, -1);
        return this.edited('');
      case 'accepts':
        return displayed === '' ? undefined : this.insert(displayed, true);
      case 'accepts a word': {
        const word = /^\.?\w*/.exec(displayed)![0];
        return word === '' ? undefined : this.insert(word, word === displayed);
      }
      case 'hides':
        if (displayed === '') return;
        this.displayed = '';
        this.isHidden = true;
        return this.suggester.dismissed();
      case 'moves':
        // VS Code hides the text and asks for nothing.
        [this.prefix, this.suffix] = [this.suffix.slice(1), `\n${this.prefix}`];
        this.displayed = '';
        this.asking?.abort();
        this.asking = undefined;
        return;
      case 'asks':
        return void this.suggest(true);
      case 'fast answers':
        return this.fast.shift()?.resolve();
      case 'slow answers':
        return this.slow.shift()?.resolve();
      case 'waits':
        for (const { resolve } of this.waits.splice(0)) resolve();
    }
  }

  private insert(text: string, isAccepted: boolean): void {
    this.prefix += text;
    // What is typed is what was to come, or the user writes something else first.
    if (this.toCome.startsWith(text)) this.toCome = this.toCome.slice(text.length);
    const left = this.displayed.startsWith(text) ? this.displayed.slice(text.length) : '';
    if (isAccepted) this.suggester.accepted(this.request(false));
    this.edited(left);
  }

  private edited(left: string): void {
    this.displayed = left;
    this.isHidden = false;
    void this.suggest(false);
  }

  private async suggest(isExplicit: boolean): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const { displayed } = this;
    const answer = await this.suggester.suggest(this.request(isExplicit), asking.signal);
    if (this.asking !== asking) return;
    this.asking = undefined;
    const text = answer?.items[0]?.text ?? '';
    if (!text.startsWith(displayed)) this.broken('A key or a request replaces', text);
    this.displayed = text;
    this.isHidden = false;
  }

  /** VS Code asks again, and the answer replaces what it displays. */
  private async shownLater({ prefix }: CursorContext): Promise<void> {
    if (prefix !== this.prefix || this.asking) return;
    if (this.isHidden) this.broken('A later answer follows what was hidden', '');
    const { displayed } = this;
    await this.suggest(false);
    if (this.displayed.length <= displayed.length) this.broken('A later answer does not extend', this.displayed);
    if (displayed === '') this.counts.filled++;
    else this.counts.extended++;
  }

  private broken(what: string, text: string): void {
    this.failure ??= new Broken(`${what} ${JSON.stringify([this.displayed, text, this.prefix.slice(-40)])}`);
  }

  private async complete(
    queue: Pending[],
    { prefix }: CompletionRequest,
    signal: AbortSignal,
    words: number,
  ): Promise<Completion | undefined> {
    const { toCome, seed } = this;
    await this.wait(queue, signal);
    return signal.aborted ? undefined : guess(seed + words, prefix, toCome, words);
  }

  private wait(queue: Pending[], signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const pending: Pending = { resolve };
      queue.push(pending);
      const leave = (): void => {
        if (queue.includes(pending)) queue.splice(queue.indexOf(pending), 1);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  private request(isExplicit: boolean): SuggestionRequest {
    const { prefix, suffix } = this;
    const context = { document: 'a.ts', path: 'a.ts', offset: prefix.length, prefix, suffix };
    const request: SuggestionRequest['request'] = (near) => ({
      ...{ prefix: near.prefix, suffix: near.suffix, mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 48 },
      ...(isExplicit ? {} : { eagerness: 'balanced' }),
    });
    return { context, isExplicit, maxItems: isExplicit ? 3 : 1, request };
  }
}
