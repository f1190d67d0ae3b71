import * as vscode from 'vscode';
import type { Candidate } from '../../core/generate/candidates.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { fitToClosers } from '../../core/generate/textWriter.js';
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
   * Writes one text after the text so far.
   *
   * @returns what came of it, also if it was stopped; undefined if nothing did.
   * @throws UserError if there is no usable model.
   */
  write(soFar: ShownText, strategy: Strategy): Promise<Candidate | undefined> {
    const running = new AbortController();
    this.running = running;
    this.rate = new TokenRate();
    this.wasStopped = false;
    running.signal.addEventListener('abort', () => this.preview.freeze());
    this.changed.fire();
    const done = this.writeUntil(running.signal, soFar, strategy).finally(() => {
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

  private async writeUntil(signal: AbortSignal, soFar: ShownText, strategy: Strategy): Promise<Candidate | undefined> {
    let toldMs = this.now();
    const onText = (text: string): void => {
      const nowMs = this.now();
      this.rate.add(nowMs);
      this.preview.show({ text, replaces: soFar.replaces });
      if (nowMs - toldMs < toldAfterMs) return;
      toldMs = nowMs;
      this.changed.fire();
    };
    const found = await this.writer.write(this.target, { strategy, soFar, signal, onText });
    if (!found || !signal.aborted) return found;
    // When stopped, the text that the user has seen counts.
    await this.preview.settled();
    return this.preview.hasWritten ? { ...found, ...fitToClosers(this.target, this.preview.text) } : undefined;
  }
}
