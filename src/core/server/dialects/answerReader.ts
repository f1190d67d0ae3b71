import type { ServerChunk, ServerToken, ServerUsage } from '../serverStream.js';
import { withoutUndefined } from './json.js';
import type { RawToken } from './rawTokens.js';
import { TokenJoiner } from './tokenJoiner.js';

/** A server's reason for the end of an answer. */
export type AnswerEnd = NonNullable<ServerChunk['end']>;

/** The parts of a server's event that an answer is made of. */
export interface AnswerEvent {
  readonly text: string;
  readonly tokens: readonly RawToken[];
  readonly end?: AnswerEnd;
  readonly usage?: ServerUsage;
  /** Whether no further event follows. */
  readonly isLast?: boolean;
}

/** Turns the events of one streamed answer into chunks. The reason for the end and the usage can come in events apart. */
export class AnswerReader {
  readonly #joiner = new TokenJoiner();
  #end: AnswerEnd | undefined;
  #usage: ServerUsage | undefined;
  #isComplete = false;

  /** @param parse reads an event of the server's dialect. */
  constructor(private readonly parse: (event: unknown) => AnswerEvent) {}

  /** Whether the server has said why it ended: a connection that ends without that was cut. */
  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Whether no further event is expected. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** @returns undefined for an event without text. */
  read(event: unknown): ServerChunk | undefined {
    const { text, tokens, end, usage, isLast } = this.parse(event);
    this.#end ??= end;
    this.#usage = usage ?? this.#usage;
    this.#isComplete ||= isLast ?? false;
    const joined = this.#joiner.add(text, tokens);
    return text === '' ? undefined : { text, tokens: joined, ...(usage ? { usage } : {}) };
  }

  /** The last chunk, once the answer is over. */
  finish(): ServerChunk {
    const tokens: readonly ServerToken[] = this.#end === 'end' ? this.#joiner.end() : [];
    return withoutUndefined<ServerChunk>({ text: '', tokens, end: this.#end, usage: this.#usage });
  }
}
