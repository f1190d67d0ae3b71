import type { FakeToken } from './answer.js';
import { fakeTokensOf } from './fakeTokens.js';

/** A prompt as a server has received it. */
export interface FakePrompt {
  /** Text, or empty for token ids. */
  readonly text: string;
  /** Empty for text. */
  readonly ids: readonly number[];
  /** Text after the cursor, where it was sent apart from the prompt. */
  readonly suffix?: string;
}

/** Text of an answer, which is cut into words, or its tokens. */
export type FakeScript = (prompt: FakePrompt) => string | readonly FakeToken[];

/** A request as the server has seen it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON; the text where it is none. */
  readonly body: unknown;
}

/** The part of a request's body that all dialects have. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = ({ body }: SeenRequest): Fields =>
  (typeof body === 'object' && body !== null ? body : {}) as Fields;

/** A field that should be text. */
export const textField = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The answer to a prompt, before it is written in a dialect. */
export interface Generated {
  /** Absent where the recorded answer is to be replayed. */
  readonly tokens?: readonly FakeToken[];
  /** Why it ended. */
  readonly end: 'end' | 'limit' | 'stop';
  /** The stop text that ended it, without the token that completed it. */
  readonly stopText: string;
  readonly promptTokens: number;
  readonly cachedTokens: number;
}

/** Facts and texts of a fake server. */
export interface Served {
  readonly models: readonly string[];
  readonly contextLength: number;
  /** Texts that its tokenizer takes for one token. */
  readonly specialTokens: readonly string[];
  /** Whether its model has a template for text after the cursor. */
  readonly fillsSuffix: boolean;
  readonly script?: FakeScript;
  /** Prompts in its cache, the newest last. */
  readonly cached: string[][];
}

const pieces = (prompt: FakePrompt, served: Served): string[] =>
  prompt.ids.length > 0
    ? prompt.ids.map(String)
    : fakeTokensOf(prompt.text + (prompt.suffix ?? ''), served.specialTokens);

/** The number of tokens of a prompt by the fake tokenizer. */
export const promptTokensOf = (prompt: FakePrompt, served: Served): number => pieces(prompt, served).length;

/** Number of prompts whose longest common prefix is looked for, as slots of a server. */
const maxCached = 8;

function cachedTokensOf(tokens: string[], { cached }: Served): number {
  const common = (other: readonly string[]): number => {
    let length = 0;
    while (length < tokens.length - 1 && other[length] === tokens[length]) length++;
    return length;
  };
  const longest = Math.max(0, ...cached.map(common));
  cached.push(tokens);
  if (cached.length > maxCached) cached.shift();
  return longest;
}

/** The answer of the script to a prompt, cut as the request asks. */
export function generate(
  prompt: FakePrompt,
  served: Served,
  limits: { readonly maxTokens: number; readonly stop: readonly string[] },
): Generated {
  const tokens = pieces(prompt, served);
  const counts = { promptTokens: tokens.length, cachedTokens: cachedTokensOf(tokens, served) };
  if (!served.script) return { ...counts, end: 'limit', stopText: '' };
  const scripted = served.script(prompt);
  const all = typeof scripted === 'string' ? fakeTokensOf(scripted, []).map((text) => ({ text })) : scripted;
  let text = '';
  const kept: FakeToken[] = [];
  for (const token of all) {
    if (kept.length === limits.maxTokens) return { ...counts, tokens: kept, end: 'limit', stopText: '' };
    text += token.text;
    const stopText = limits.stop.find((stop) => text.includes(stop));
    if (stopText !== undefined) return { ...counts, tokens: kept, end: 'stop', stopText };
    kept.push(token);
  }
  return { ...counts, tokens: kept, end: kept.length === limits.maxTokens ? 'limit' : 'end', stopText: '' };
}
