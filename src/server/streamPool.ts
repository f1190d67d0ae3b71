import { RunningStream, type OpenStream } from './runningStream.js';

/** The place of a stream: texts with the same key differ only in the text before the cursor. */
export interface StreamPlace {
  readonly key: string;
  /** The text before the cursor that its prompt ends with: what the stream continues. */
  readonly base: string;
  /** Whether the server was made to spell a half-typed piece: then the stream does not tell what it would write. */
  readonly isForced: boolean;
}

interface KnownStream extends StreamPlace {
  readonly stream: RunningStream;
}

/** A stream that a request continues to read, and the text that was typed since it began. */
export interface FoundStream {
  readonly stream: RunningStream;
  readonly typed: string;
}

/** In the middle of a word there are two of one place: with the word's start in the prompt, and without. */
const maxKept = 3;

/** The latest streams. One that still matches what is typed is read on instead of a new one. */
export class StreamPool {
  private known: KnownStream[] = [];

  /** The latest stream that matches the text before the cursor as far as both go. */
  find(key: string, prefix: string): FoundStream | undefined {
    for (const { stream, ...place } of [...this.known].reverse()) {
      const isOfPlace = place.key === key && prefix.startsWith(place.base) && !stream.hasFailed;
      const typed = prefix.slice(place.base.length);
      if (isOfPlace && this.matches(stream, typed)) return { stream, typed };
    }
    return undefined;
  }

  /** Whether it is known that a stream of a place would spell something else than the text that it has to. */
  contradicts({ key, base }: Pick<StreamPlace, 'key' | 'base'>, piece: string): boolean {
    return this.known.some(({ stream, ...place }) => {
      const isOfPlace = place.key === key && place.base === base && !place.isForced && !stream.hasFailed;
      return isOfPlace && !this.matches(stream, piece);
    });
  }

  /** Opens a stream. Those that are still open are of no use any more, and end. */
  open(place: StreamPlace, source: OpenStream): RunningStream {
    this.close();
    const stream = new RunningStream(source);
    this.known = [...this.known.slice(1 - maxKept), { ...place, stream }];
    return stream;
  }

  /** Closes all that are open. */
  close(): void {
    for (const { stream } of this.known) stream.close();
  }

  /** Closes and forgets all: the server or its model may be another one. */
  clear(): void {
    this.close();
    this.known = [];
  }

  private matches({ textSoFar, isOpen }: RunningStream, typed: string): boolean {
    return textSoFar.startsWith(typed) || (isOpen && typed.startsWith(textSoFar));
  }
}
