import type { ServerChunk } from '../core/server/serverStream.js';

/** Opens a stream; aborting closes its connection. */
export type OpenStream = (signal: AbortSignal) => AsyncIterable<ServerChunk>;

/** The time in which a request may take over a stream that no request reads, in milliseconds. */
const lingerMs = 300;

/** A server's stream that is read into memory, so that the request of a later key can read it from its start. */
export class RunningStream {
  private readonly chunks: ServerChunk[] = [];
  private readonly closing = new AbortController();
  private readonly waiting = new Set<() => void>();
  private isOver = false;
  private error: unknown;
  private text = '';
  private readers = 0;
  private lingering: NodeJS.Timeout | undefined;

  constructor(open: OpenStream) {
    void this.pump(open);
  }

  /** Whether more may come. */
  get isOpen(): boolean {
    return !this.isOver && !this.closing.signal.aborted;
  }

  /** Whether its end was not waited for. */
  get isCutShort(): boolean {
    return this.closing.signal.aborted;
  }

  /** The text so far. */
  get textSoFar(): string {
    return this.text;
  }

  /** Whether it failed: then it is of no use to a later request. */
  get hasFailed(): boolean {
    return this.error !== undefined;
  }

  /** Closes its connection, so that the server stops. */
  close(): void {
    clearTimeout(this.lingering);
    if (!this.isOver) this.closing.abort();
    this.wake();
  }

  /**
   * All parts, from the first on. Ends early where the stream was closed, or the reader's request is aborted; a stream
   * that no request reads any more is closed a moment later.
   *
   * @throws ServerError as the stream does.
   */
  async *read(signal: AbortSignal): AsyncGenerator<ServerChunk, void> {
    clearTimeout(this.lingering);
    this.readers++;
    const wake = (): void => this.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      for (let at = 0; !signal.aborted;) {
        if (at < this.chunks.length) yield this.chunks[at++]!;
        else if (this.hasFailed) throw this.error;
        else if (!this.isOpen) return;
        else await new Promise<void>((resolve) => this.waiting.add(resolve));
      }
    } finally {
      signal.removeEventListener('abort', wake);
      if (--this.readers === 0 && this.isOpen) {
        this.lingering = setTimeout(() => this.close(), lingerMs);
        this.lingering.unref();
      }
    }
  }

  private async pump(open: OpenStream): Promise<void> {
    try {
      for await (const chunk of open(this.closing.signal)) {
        this.chunks.push(chunk);
        this.text += chunk.text;
        this.wake();
        if (this.closing.signal.aborted) break;
      }
    } catch (error) {
      if (!this.closing.signal.aborted) this.error = error;
    } finally {
      this.isOver = true;
      this.wake();
    }
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
