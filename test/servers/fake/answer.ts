/** A token of a scripted answer. */
export interface FakeToken {
  readonly text: string;
  readonly id?: number;
  /** Natural logarithm; −0.1 if absent. */
  readonly logprob?: number;
  /** Bytes of a token that is a part of a character; those of `text` if absent. */
  readonly bytes?: readonly number[];
  readonly alternatives?: readonly { readonly text: string; readonly logprob: number; readonly id?: number }[];
}

/** A recorded answer of a real server. */
export interface Recorded {
  readonly status: number;
  /** Content type. */
  readonly type: string;
  /** A text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** The events of a streamed answer instead of a body, in JSON but for a text such as `[DONE]`. */
  readonly events?: readonly unknown[];
}

/** An answer in one piece. */
export interface WholeAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in parts, each sent when it is ready. */
export interface StreamedAnswer {
  readonly status: number;
  readonly type: string;
  readonly parts: readonly string[];
}

export type FakeAnswer = WholeAnswer | StreamedAnswer;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A part of a stream of server-sent events. */
export const sseEvent = (event: unknown): string => `data: ${textOf(event)}\n\n`;

/** A part of a stream of lines of JSON. */
export const jsonLine = (event: unknown): string => `${textOf(event)}\n`;

/** An answer as it was recorded. */
export function replayed({ status, type, body, events }: Recorded): FakeAnswer {
  if (!events) return { status, type, body: textOf(body) };
  const toPart = type.includes('ndjson') ? jsonLine : sseEvent;
  return { status, type, parts: events.map(toPart) };
}

/** A recorded answer with another body. */
export const withBody = ({ status, type }: Recorded, body: unknown): WholeAnswer => ({
  status,
  type,
  body: textOf(body),
});

/** The bytes of a token. */
export const bytesOf = ({ text, bytes }: Pick<FakeToken, 'text' | 'bytes'>): readonly number[] =>
  bytes ?? [...Buffer.from(text)];

/** The log-probability of a token. */
export const logprobOf = ({ logprob = -0.1 }: FakeToken): number => logprob;
