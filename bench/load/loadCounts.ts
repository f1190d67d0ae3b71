/** What the users of a load test have done and seen, all together. */
export class LoadCounts {
  keys = 0;
  /** Time between keys of users who were typing, in milliseconds. */
  typingMs = 0;
  /** Keys after which a suggestion came from the cache, without a request. */
  fromCache = 0;
  accepted = 0;
  /** Answers to streams that were begun. */
  answered = 0;
  /** Answers that continued the stream of an earlier key. */
  continued = 0;
  /** Requests that a later key overtook. */
  overtaken = 0;
  /** Requests that were opened on the server. */
  streams = 0;
  readonly errors = new Map<string, number>();
  /** From a key to the end of its answer, debounce included, in milliseconds. */
  readonly keyToAnswerMs: number[] = [];
  /** From a request to its first part, in milliseconds. */
  readonly firstPartMs: number[] = [];

  failed(kind: string): void {
    this.errors.set(kind, (this.errors.get(kind) ?? 0) + 1);
  }
}
