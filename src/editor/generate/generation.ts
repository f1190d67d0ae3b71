import * as vscode from 'vscode';
import { Candidates, type Candidate } from '../../core/generate/candidates.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { strategyOfNth } from '../../core/generate/strategies.js';
import { TokenRate } from '../../core/generate/tokenRate.js';
import type { Strategy } from '../../core/decode/strategy.js';
import { Preview } from './preview.js';
import type { Target } from './target.js';
import { fit, type Writer } from './writer.js';

/** The rate is told no more often while text comes: a person reads no faster. */
const toldAfterMs = 100;
/** So often another text is looked for that does not read like one before. */
const mostTries = 3;

/** What became of a wish. */
export type Outcome = 'done' | 'nothing' | 'same' | 'stopped';

/** What a generation works with. */
export interface GenerationParts {
  readonly writer: Pick<Writer, 'write'>;
  /** The strategy of the first text; the others' follow from it. */
  readonly strategy: Strategy;
  readonly seed: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Told of bugs. */
  readonly onError: (error: unknown) => void;
}

/** A place where texts are generated: the preview in the document, and the candidates so far. */
export class Generation implements vscode.Disposable {
  readonly preview: Preview;
  readonly candidates = new Candidates();
  private running: AbortController | undefined;
  private done: Promise<unknown> = Promise.resolve();
  private rate = new TokenRate();
  /** How many texts were drawn: each gets a seed of its own. */
  private drawn = 0;
  private wasStopped = false;
  private readonly changed = new vscode.EventEmitter<void>();

  /** The writing began, went on or ended, or another candidate is shown. */
  readonly onDidChange = this.changed.event;

  constructor(
    readonly target: Target,
    private readonly parts: GenerationParts,
  ) {
    this.preview = new Preview(target, parts.onError);
    this.preview.onDidEnd(() => this.running?.abort());
  }

  get isWriting(): boolean {
    return this.running !== undefined;
  }

  /** Tokens per second, while it writes; undefined while that is not known. */
  get tokensPerSecond(): number | undefined {
    return this.rate.perSecond;
  }

  /** How many texts were drawn so far. */
  get drawnTexts(): number {
    return this.drawn;
  }

  get strategy(): Strategy {
    return this.parts.strategy;
  }

  get seed(): number {
    return this.parts.seed;
  }

  /** Writes the first text. */
  async first(): Promise<Outcome> {
    const found = await this.write(this.start);
    if (found) this.take(found);
    return found ? 'done' : this.wasStopped ? 'stopped' : 'nothing';
  }

  /** Shows the next candidate; behind the last one, writes another. */
  async another(): Promise<Outcome> {
    await this.stop();
    if (!this.candidates.current) return 'stopped';
    if (!this.candidates.isLast) return this.step(1);
    for (let tries = 0; tries < mostTries && !this.preview.isOver; tries++) {
      const found = await this.write(this.start);
      if (found && this.take(found)) return 'done';
      if (this.wasStopped) break;
    }
    this.showCurrent();
    return this.wasStopped ? 'stopped' : 'same';
  }

  /** Shows a candidate beside the current one. */
  async step(by: 1 | -1): Promise<Outcome> {
    await this.stop();
    this.candidates.step(by);
    this.showCurrent();
    return 'done';
  }

  /** Writes on behind the current candidate, which grows. */
  async more(): Promise<Outcome> {
    await this.stop();
    const { current } = this.candidates;
    if (!current) return 'nothing';
    const grown = await this.write(current);
    const hasGrown = grown !== undefined && grown.text !== current.text;
    if (hasGrown) {
      const { text, replaces } = grown;
      this.candidates.replaceCurrent({ text, replaces, kinds: current.kinds, tokens: current.tokens + grown.tokens });
    }
    this.showCurrent();
    return hasGrown ? 'done' : this.wasStopped ? 'stopped' : 'nothing';
  }

  /** Takes candidates that were found elsewhere, and shows the first of them. */
  adopt(chosen: Candidate, others: readonly Candidate[]): void {
    for (const candidate of [...others, chosen]) this.candidates.add(candidate);
    this.showCurrent();
  }

  /** Shows the current candidate again, as after a wish that failed. */
  showCurrent(): void {
    const { current } = this.candidates;
    if (current) this.preview.show(current);
    this.changed.fire();
  }

  /** Stops the writing before the next forward; what is there stays. Resolves once it has ended. */
  async stop(): Promise<void> {
    this.running?.abort();
    await this.done;
  }

  async accept(): Promise<void> {
    await this.stop();
    await this.preview.accept();
  }

  async discard(): Promise<void> {
    await this.stop();
    await this.preview.discard();
  }

  dispose(): void {
    this.running?.abort();
    this.preview.dispose();
    this.changed.dispose();
  }

  private get start(): ShownText {
    return { text: this.target.lead, replaces: 0 };
  }

  private write(soFar: ShownText): Promise<Candidate | undefined> {
    const running = new AbortController();
    this.running = running;
    this.rate = new TokenRate();
    this.wasStopped = false;
    running.signal.addEventListener('abort', () => this.preview.freeze());
    this.changed.fire();
    const done = this.writeUntil(running.signal, soFar).finally(() => {
      this.running = undefined;
      this.wasStopped = running.signal.aborted;
      this.changed.fire();
    });
    this.done = done.catch(() => undefined);
    return done;
  }

  private async writeUntil(signal: AbortSignal, soFar: ShownText): Promise<Candidate | undefined> {
    const { writer, strategy, seed, now } = this.parts;
    let toldMs = now();
    const found = await writer.write(this.target, {
      strategy: strategyOfNth(strategy, this.drawn++, seed),
      soFar,
      signal,
      onText: (text) => {
        const nowMs = now();
        this.rate.add(nowMs);
        this.preview.show({ text, replaces: soFar.replaces });
        if (nowMs - toldMs < toldAfterMs) return;
        toldMs = nowMs;
        this.changed.fire();
      },
    });
    if (!found || !signal.aborted) return found;
    // Stopped: what counts is what the person has seen by then.
    await this.preview.settled();
    return this.preview.hasWritten ? { ...found, ...fit(this.target, this.preview.text) } : undefined;
  }

  private take(found: Candidate): boolean {
    const isNew = this.candidates.add(found);
    this.showCurrent();
    return isNew;
  }
}
