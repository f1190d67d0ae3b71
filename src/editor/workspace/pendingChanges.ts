/** A change that fails more often than this will fail again: it is dropped, and the next change of its file counts. */
const maxTries = 3;

/** The newest pending change of each file. */
export class PendingChanges<T> {
  private readonly waiting = new Map<string, { readonly change: T; tries: number }>();

  /** @param key a newer change with the same key takes the older one's place. */
  set(key: string, change: T): void {
    this.waiting.set(key, { change, tries: 0 });
  }

  clear(): void {
    this.waiting.clear();
  }

  /**
   * Hands over all changes, the oldest first. Those that are told as failed wait for the next call, and so do all if
   * `handle` throws.
   *
   * @throws the first failure, after all changes were tried.
   */
  async settle(
    handle: (changes: ReadonlyMap<string, T>, onFailed: (key: string, error: unknown) => void) => Promise<void>,
  ): Promise<void> {
    const taken = [...this.waiting];
    const failures = new Map<string, unknown>();
    try {
      const changes = new Map(taken.map(([key, { change }]) => [key, change]));
      await handle(changes, (key, error) => failures.set(key, error));
    } catch (error) {
      for (const [key] of taken) failures.set(key, error);
    }
    for (const [key, entry] of taken) {
      // A newer one may have come meanwhile, or all may have been cleared.
      if (this.waiting.get(key) !== entry) continue;
      if (!failures.has(key) || ++entry.tries >= maxTries) this.waiting.delete(key);
    }
    if (failures.size > 0) throw [...failures.values()][0];
  }
}
