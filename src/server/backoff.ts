/** Pauses between the tries of a connection, in milliseconds. */
const pauses = { firstMs: 1_000, maxMs: 60_000 };
/** Pauses differ by up to this share, so that the users of a server do not come back all at once. */
const jitter = 0.25;

/** Pauses between tries, doubled from failure to failure. */
export class Backoff {
  private failures = 0;

  /** @param random a number from 0 to 1. */
  constructor(private readonly random: () => number = Math.random) {}

  /** Records a failure. @param atLeastMs the pause that the server asks for. @returns the pause until the next try. */
  failed(atLeastMs = 0): number {
    const pauseMs = Math.min(pauses.maxMs, pauses.firstMs * 2 ** this.failures++);
    return Math.max(atLeastMs, pauseMs * (1 - jitter + 2 * jitter * this.random()));
  }

  /** A request was answered: the next failure is a first one. */
  succeeded(): void {
    this.failures = 0;
  }
}
