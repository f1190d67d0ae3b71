import * as vscode from 'vscode';
import { GeneratedCandidates, type Candidate } from '../../core/generate/candidates.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { isOffered, ranked } from '../../core/generate/ranking.js';
import { strategiesForFirst, strategyOfNth } from '../../core/generate/strategies.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import { Disposable } from '../disposable.js';
import { LiveWriting } from './liveWriting.js';
import { Preview } from './preview.js';
import type { EarlierPreview, Target } from './target.js';
import type { Writer } from './writer.js';

/** Maximum number of tries to find a text that differs from the earlier ones. */
const maxTries = 3;

/** The outcome of an action. `unsure`: there is text, but none that is worth offering. */
export type GenerationOutcome = 'done' | 'nothing' | 'unsure' | 'same' | 'stopped';

/** What a generation works with. */
export interface GenerationParts {
  readonly writer: Pick<Writer, 'write'>;
  /** The strategy of the first text; the others' follow from it. */
  readonly strategy: Strategy;
  readonly seed: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Receives bugs. */
  readonly onError: (error: unknown) => void;
  /** The preview that continues. */
  readonly earlier?: EarlierPreview | undefined;
}

/** A place where texts are generated: the preview in the document, and the candidates so far. */
export class Generation extends Disposable {
  readonly preview: Preview;
  readonly candidates = new GeneratedCandidates();
  private readonly writing: LiveWriting;
  /** How many texts were drawn: each gets a different seed. */
  private drawn = 0;
  private readonly changed = this.register(new vscode.EventEmitter<void>());

  /** The writing began, went on or ended, or another candidate is shown. */
  readonly onDidChange = this.changed.event;

  constructor(
    readonly target: Target,
    private readonly parts: GenerationParts,
  ) {
    super();
    this.preview = this.register(new Preview(target, parts.onError, parts.earlier));
    this.writing = this.register(new LiveWriting(target, this.preview, parts.writer, parts.now));
    this.writing.onDidChange(() => this.changed.fire());
    this.preview.onDidEnd(() => void this.writing.stop());
    this.preview.onDidTouch(() => void this.writing.stop());
    if (parts.earlier) this.keepEdits();
  }

  get isWriting(): boolean {
    return this.writing.isWriting;
  }

  /** Tokens per second, while it writes; undefined while that is not known. */
  get tokensPerSecond(): number | undefined {
    return this.writing.tokensPerSecond;
  }

  /**
   * Writes texts by several strategies and shows the best one; the others follow it among the candidates. The first one
   * is shown while it is written.
   *
   * @returns `unsure` if none is confident enough to be offered: they are candidates all the same.
   */
  async first(): Promise<GenerationOutcome> {
    const found = await this.writing.write(this.start, strategiesForFirst(this.parts.strategy));
    this.drawn++;
    const best = ranked(found);
    if (this.preview.isTakenOver) return this.keepTouched(best);
    if (best.length === 0) return this.writing.wasStopped ? 'stopped' : 'nothing';
    for (const candidate of best) this.candidates.add(candidate);
    this.candidates.first();
    if (!isOffered(best[0]!)) return 'unsure';
    this.showCurrent();
    return 'done';
  }

  /** Shows the next candidate; after the last one, writes another. */
  async another(): Promise<GenerationOutcome> {
    await this.stop();
    if (!this.candidates.current) return 'stopped';
    if (!this.candidates.isLast) return this.step(1);
    for (let tries = 0; tries < maxTries && !this.preview.isOver; tries++) {
      const [found] = await this.write(this.start);
      if (found && this.take(found)) return 'done';
      if (this.writing.wasStopped) break;
    }
    this.showCurrent();
    return this.writing.wasStopped ? 'stopped' : 'same';
  }

  /** Shows a candidate beside the current one. */
  async step(by: 1 | -1): Promise<GenerationOutcome> {
    await this.stop();
    this.candidates.step(by);
    this.showCurrent();
    return 'done';
  }

  /** Continues the current candidate. */
  async more(): Promise<GenerationOutcome> {
    await this.stop();
    const { current } = this.candidates;
    if (!current) return 'stopped';
    const [grown] = await this.write(current);
    const hasGrown = grown !== undefined && grown.text !== current.text;
    if (hasGrown) {
      const { text, replaces } = grown;
      this.candidates.replaceCurrent({ text, replaces, kinds: current.kinds, tokens: current.tokens + grown.tokens });
    }
    this.showCurrent();
    return hasGrown ? 'done' : this.writing.wasStopped ? 'stopped' : 'nothing';
  }

  /** The strategies of `count` further texts, with seeds that no text had yet. */
  further(count: number): Strategy[] {
    const { strategy, seed } = this.parts;
    return Array.from({ length: count }, () => strategyOfNth(strategy, Math.max(1, this.drawn++), seed));
  }

  /** Takes candidates that were found elsewhere, and shows the one that was chosen. */
  adopt(chosen: Candidate, found: readonly Candidate[]): void {
    for (const candidate of [...found, chosen]) this.candidates.add(candidate);
    this.showCurrent();
  }

  /** Shows the current candidate again, as after an action that failed. */
  showCurrent(): void {
    const { current } = this.candidates;
    if (current) this.preview.show(current);
    this.changed.fire();
  }

  /** Stops the writing at once; what is there stays, and what the user has made of it becomes a candidate. */
  async stop(): Promise<void> {
    await this.writing.stop();
    if (this.candidates.current && this.preview.isTakenOver) this.keepEdits();
  }

  async accept(): Promise<void> {
    await this.stop();
    await this.preview.accept();
  }

  async discard(): Promise<void> {
    await this.stop();
    await this.preview.discard();
  }

  /** No other text replaces the one that the user works on; the others are further candidates. */
  private keepTouched(others: readonly Candidate[]): GenerationOutcome {
    if (this.preview.isOver) return 'stopped';
    for (const candidate of others) this.candidates.add(candidate);
    this.keepEdits();
    this.changed.fire();
    return 'done';
  }

  private keepEdits(): void {
    if (!this.preview.isOver) this.candidates.add({ ...this.preview.shown, kinds: [], tokens: 0 });
  }

  private get start(): ShownText {
    return { text: this.target.lead, replaces: 0 };
  }

  private write(soFar: ShownText): Promise<readonly Candidate[]> {
    const { strategy, seed } = this.parts;
    return this.writing.write(soFar, [strategyOfNth(strategy, this.drawn++, seed)]);
  }

  private take(found: Candidate): boolean {
    const isNew = this.candidates.add(found);
    this.showCurrent();
    return isNew;
  }
}
