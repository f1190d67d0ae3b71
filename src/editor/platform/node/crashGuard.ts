import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrashMarks, MarkedWork } from '../crashMarks.js';

/** No load takes longer: a mark that is older belongs to a process that is gone, whose number another one has now. */
const maxLoadMs = 10 * 60_000;

/** Signals that end a process in an orderly way, and that no exit event announces. */
const endingSignals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // One of another user is not the one that wrote the mark either.
    return false;
  }
}

/**
 * A mark on disk while a model is loaded. Native code that crashes takes the whole extension host with it, so nothing is
 * left to report it; the mark tells the next start. Each process has separate marks, so windows do not disturb each other.
 *
 * Of all ways in which a process ends, only a crash and SIGKILL leave the mark: an orderly shutdown disposes the guard,
 * and an exit or a signal that asks for the end removes it. All calls that write are synchronous, because the crash may
 * come at any moment, and an extension host that shuts down may be killed at any moment.
 */
export class CrashGuard implements CrashMarks {
  private mark: string | undefined;
  private isDisposed = false;
  private readonly onExit = (): void => this.disarm();
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.disarm();
    // The listener took the place of the signal's effect: without another one the process has to end now.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  /**
   * @param folder where the marks of all processes are.
   * @param now the time in milliseconds since 1970.
   */
  constructor(
    private readonly folder: string,
    private readonly work: MarkedWork,
    private readonly now: () => number,
  ) {}

  /**
   * Whether an earlier process crashed at this work. It is told once: the marks of such processes are removed. Other
   * processes that are at work right now do not count.
   */
  async takeCrash(): Promise<boolean> {
    const crashed = (await this.marks()).filter((name) => this.isOfCrash(name));
    for (const name of crashed) this.remove(join(this.folder, name));
    return crashed.length > 0;
  }

  /** The work begins. */
  arm(): void {
    if (this.mark !== undefined || this.isDisposed) return;
    const mark = join(this.folder, `${this.work}-${process.pid}-${this.now()}`);
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(mark, '');
    } catch (error) {
      // A disk that cannot be written must not keep a model from loading.
      console.warn('Inkling cannot keep its crash mark.', error);
      return;
    }
    this.mark = mark;
    process.once('exit', this.onExit);
    for (const signal of endingSignals) process.once(signal, this.onSignal);
  }

  /** The work is over, well or badly. */
  disarm(): void {
    if (this.mark === undefined) return;
    const { mark } = this;
    this.mark = undefined;
    process.off('exit', this.onExit);
    for (const signal of endingSignals) process.off(signal, this.onSignal);
    this.remove(mark);
  }

  /** The process is about to end: whatever is under way is no crash any more. */
  dispose(): void {
    this.isDisposed = true;
    this.disarm();
  }

  private remove(mark: string): void {
    try {
      rmSync(mark, { force: true });
    } catch (error) {
      console.warn('Inkling cannot remove its crash mark.', error);
    }
  }

  private async marks(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch {
      // No model was ever loaded.
      return [];
    }
  }

  private isOfCrash(name: string): boolean {
    const [, work, pid, armedMs] = /^([a-z]+)-(\d+)-(\d+)$/.exec(name) ?? [];
    if (work !== this.work || join(this.folder, name) === this.mark) return false;
    const isOther = Number(pid) !== process.pid && isAlive(Number(pid));
    return !isOther || this.now() - Number(armedMs) > maxLoadMs;
  }
}
