/** A change that fails more often than this will fail again: it is dropped, and the next change of its file counts. */
const maxTries = 3;

/** The newest change of each file that is still to be told. */
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
   * Hands over all changes, the oldest first. One that fails does not keep the others back; it waits for the next call.
   *
   * @throws the first failure, after all changes were tried.
   */
  async settle(handle: (change: T) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    for (const [key, entry] of [...this.waiting]) {
      // A newer one may have come meanwhile, or all may have been cleared.
      if (this.waiting.get(key) !== entry) continue;
      try {
        await handle(entry.change);
      } catch (error) {
        failures.push(error);
        if (++entry.tries < maxTries) continue;
      }
      if (this.waiting.get(key) === entry) this.waiting.delete(key);
    }
    if (failures.length > 0) throw failures[0];
  }
}
