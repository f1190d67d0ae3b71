import * as vscode from 'vscode';
import { countsOf, type StatisticsEvent } from '../../core/statistics/counts.js';
import { merge, recent, type SuggestionOrigin, type Statistics } from '../../core/statistics/statistics.js';
import { Disposable } from '../disposable.js';
import { RetriedTask, type RetryPace } from '../retriedTask.js';
import type { StatisticsStore } from './store.js';

/** What is not saved yet is lost if the editor ends badly. */
const savePace: RetryPace = { afterMs: 5000, maxMs: 300_000 };

const answersKept = 20;

/** An answer of ghost text. */
export interface RecordedAnswer {
  /** From being asked to the answer. */
  readonly latencyMs: number;
  /** Whether an earlier suggestion still held, so that the model was not asked. */
  readonly isRemembered: boolean;
}

/** Counts what happens in this window and adds it to the file of all windows. */
export class StatisticsRecorder extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private unsaved: Statistics = [];
  private readonly saving: RetriedTask;
  private working: Promise<unknown> = Promise.resolve();
  private lastAnswers: readonly RecordedAnswer[] = [];

  /** Something was counted, or all of it forgotten. */
  readonly onDidChange = this.changed.event;

  /**
   * @param today the day as `2026-11-25`.
   * @param onError called if the counts could not be saved; they are kept and saved later.
   */
  constructor(
    private readonly store: StatisticsStore,
    private readonly today: () => string,
    onError: (error: unknown) => void,
  ) {
    super();
    this.saving = this.register(new RetriedTask(() => this.addToStore(), savePace, onError));
  }

  /** The last answers in this window, the newest at the end. */
  get answers(): readonly RecordedAnswer[] {
    return this.lastAnswers;
  }

  answered(origin: SuggestionOrigin, answer: RecordedAnswer): void {
    const { latencyMs, isRemembered } = answer;
    this.lastAnswers = [...this.lastAnswers, answer].slice(-answersKept);
    this.record(origin, isRemembered ? { kind: 'remembered' } : { kind: 'answered', latencyMs });
  }

  record({ language, model }: SuggestionOrigin, event: StatisticsEvent): void {
    this.unsaved = merge(this.unsaved, [{ day: this.today(), language, model, ...countsOf(event) }]);
    this.saving.later();
    this.changed.fire();
  }

  /** What all windows have counted lately, as far as they have saved it, and this one to the last event. */
  all(): Promise<Statistics> {
    return this.then(async () => recent(merge(await this.store.read(), this.unsaved), this.today()));
  }

  /** Adds what was counted to the file; never rejects. */
  save(): Promise<void> {
    return this.saving.now();
  }

  /** Forgets everything; other windows may still add what they have not saved. */
  async reset(): Promise<void> {
    await this.then(async () => {
      this.unsaved = [];
      await this.store.reset();
    });
    this.changed.fire();
  }

  private addToStore(): Promise<void> {
    return this.then(async () => {
      const counted = this.unsaved;
      if (counted.length === 0) return;
      this.unsaved = [];
      try {
        await this.store.add(counted);
      } catch (error) {
        this.unsaved = merge(this.unsaved, counted);
        throw error;
      }
    });
  }

  /** One after the other: what is being saved must not be read twice. */
  private then<T>(step: () => Promise<T>): Promise<T> {
    const result = this.working.then(step);
    // The caller gets the error; the next step only waits for the end.
    this.working = result.catch(() => undefined);
    return result;
  }
}
