import type { CursorContext } from './cursorContext.js';

/** A request that runs before its result is needed, for one cursor position at a time. */
export class Prefetch<T> {
  private running:
    { readonly context: CursorContext; readonly result: Promise<T>; readonly cancel: AbortController } | undefined;

  /** Starts a request; cancels the one that is running. */
  begin(context: CursorContext, start: (signal: AbortSignal) => Promise<T>): void {
    this.end();
    const cancel = new AbortController();
    this.running = { context, cancel, result: start(cancel.signal) };
  }

  /**
   * Hands over the request for a position, once. A request for another position is cancelled: it must not delay the one
   * that is needed now.
   *
   * @param signal cancels the request that is handed over.
   */
  take(context: CursorContext, signal: AbortSignal): Promise<T> | undefined {
    const { running } = this;
    if (!running || !isSame(running.context, context)) {
      this.end();
      return undefined;
    }
    this.running = undefined;
    signal.addEventListener('abort', () => running.cancel.abort(), { once: true });
    return running.result;
  }

  end(): void {
    this.running?.cancel.abort();
    this.running = undefined;
  }
}

const isSame = (a: CursorContext, b: CursorContext): boolean =>
  a.document === b.document && a.offset === b.offset && a.prefix === b.prefix && a.suffix === b.suffix;
