import type { ServerResponse } from 'node:http';

/** The slots of a server: requests beyond them wait, as on llama-server and vLLM, without an answer. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly count: number) {}

  /**
   * Waits for a slot, or until the connection closes.
   *
   * @returns what gives the slot back.
   */
  async take(response: ServerResponse): Promise<() => void> {
    if (this.taken >= this.count && !response.destroyed) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        response.once('close', resolve);
      });
    }
    if (response.destroyed) {
      return () => undefined;
    }
    this.taken++;
    return () => {
      this.taken--;
      this.waiting.shift()?.();
    };
  }
}
