import type { CursorContext } from './cursorContext.js';

/** What is sought before anybody wishes for it, for one place at a time. */
export class Prefetch<T> {
  private begun:
    { readonly place: CursorContext; readonly found: Promise<T>; readonly cancel: AbortController } | undefined;

  /** Begins to seek; what was begun before ends. */
  begin(place: CursorContext, seek: (signal: AbortSignal) => Promise<T>): void {
    this.end();
    const cancel = new AbortController();
    this.begun = { place, cancel, found: seek(cancel.signal) };
  }

  /**
   * Hands over what was begun for a place, once. What was begun for another one ends: it must not get in the way of what
   * is wished for now.
   *
   * @param signal ends what is handed over.
   */
  take(place: CursorContext, signal: AbortSignal): Promise<T> | undefined {
    const { begun } = this;
    if (!begun || !isSame(begun.place, place)) {
      this.end();
      return undefined;
    }
    this.begun = undefined;
    signal.addEventListener('abort', () => begun.cancel.abort(), { once: true });
    return begun.found;
  }

  end(): void {
    this.begun?.cancel.abort();
    this.begun = undefined;
  }
}

const isSame = (a: CursorContext, b: CursorContext): boolean =>
  a.document === b.document && a.offset === b.offset && a.prefix === b.prefix && a.suffix === b.suffix;
