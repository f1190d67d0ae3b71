import * as vscode from 'vscode';
import type { Candidate } from '../../core/generate/candidates.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { fitToClosers, type Writing } from '../../core/generate/textWriter.js';
import { TokenRate } from '../../core/generate/tokenFigures.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import { Disposable } from '../disposable.js';
import type { Preview } from './preview.js';
import type { Target } from './target.js';
import type { Writer } from './writer.js';

/** Minimum time between two updates of the rate: users read no faster. */
const toldAfterMs = 100;

/** Writes texts into a preview as they come, one at a time, until each is whole or stopped. */
export class LiveWriting extends Disposable {
  private running: AbortController | undefined;
  private done: Promise<unknown> = Promise.resolve();
  private rate = new TokenRate();
  private readonly changed = this.register(new vscode.EventEmitter<void>());

  /** The writing began, went on or ended. */
  readonly onDidChange = this.changed.event;
  /** Whether the last text was stopped. */
  wasStopped = false;

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(
    private readonly target: Target,
    private readonly preview: Preview,
    private readonly writer: Pick<Writer, 'write'>,
    private readonly now: () => number,
  ) {
    super();
  }

  get isWriting(): boolean {
    return this.running !== undefined;
  }

  /** Tokens per second of the last text; undefined while that is not known. */
  get tokensPerSecond(): number | undefined {
    return this.rate.perSecond;
  }

  /**
   * Writes texts after the text so far by one strategy after the other, and shows those of the first one as they come.
   * Between two strategies it is still writing: the keys and the line above the preview do not change.
   *
   * @returns the texts, also if the writing was stopped; none if nothing complete was written.
   * @throws UserError if there is no usable model.
   */
  write(soFar: ShownText, strategies: readonly Strategy[]): Promise<readonly Candidate[]> {
    const running = new AbortController();
    this.running = running;
    this.wasStopped = false;
    this.changed.fire();
    const done = this.writeAll(running.signal, soFar, strategies).finally(() => {
      this.running = undefined;
      this.wasStopped = running.signal.aborted;
      this.changed.fire();
    });
    // The caller that started it gets the error; one that stops it only waits for the end.
    this.done = done.catch(() => undefined);
    return done;
  }

  /** Stops before the next forward; what is there stays. Resolves once the writing has ended. */
  async stop(): Promise<void> {
    this.running?.abort();
    await this.done;
  }

  override dispose(): void {
    this.running?.abort();
    super.dispose();
  }

  private async writeAll(
    signal: AbortSignal,
    soFar: ShownText,
    strategies: readonly Strategy[],
  ): Promise<readonly Candidate[]> {
    const found: Candidate[] = [];
    for (const [i, strategy] of strategies.entries()) {
      if (signal.aborted || this.preview.isOver) break;
      found.push(...(await this.writeUntil(signal, { soFar, strategy, isShown: i === 0 })));
    }
    return found;
  }

  private async writeUntil(
    signal: AbortSignal,
    { soFar, strategy, isShown }: Pick<Writing, 'soFar' | 'strategy'> & { readonly isShown: boolean },
  ): Promise<readonly Candidate[]> {
    const freeze = (): void => this.preview.freeze();
    if (isShown) signal.addEventListener('abort', freeze);
    this.rate = new TokenRate();
    let toldMs = this.now();
    const onText = (text: string): void => {
      const nowMs = this.now();
      this.rate.add(nowMs);
      if (isShown) this.preview.show({ text, replaces: soFar.replaces });
      if (nowMs - toldMs < toldAfterMs) return;
      toldMs = nowMs;
      this.changed.fire();
    };
    let found: readonly Candidate[];
    try {
      found = await this.writer.write(this.target, { strategy, soFar, signal, onText });
    } finally {
      signal.removeEventListener('abort', freeze);
    }
    if (!signal.aborted) return found;
    if (!isShown) return [];
    // When stopped, the text that the user has seen counts.
    await this.preview.settled();
    const seen = this.seen;
    return seen ? [{ ...(found[0] ?? { kinds: [strategy.kind], tokens: 0 }), ...seen }] : [];
  }

  private get seen(): ShownText | undefined {
    const { preview, target } = this;
    if (!preview.hasWritten || preview.text.trim() === '') return undefined;
    // Fitting it would take line ends between the text and what the user has typed after it.
    return preview.isTouched ? preview.shown : fitToClosers(target, preview.text);
  }
}
