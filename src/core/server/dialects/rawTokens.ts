import type { ServerAlternative } from '../serverStream.js';
import { withoutUndefined, jsonList, jsonNumber, jsonObject, jsonText, type JsonObject } from './json.js';

/** A token as a server reports it; its bytes may end within a character. */
export interface RawToken {
  readonly bytes: Uint8Array;
  readonly logprob?: number;
  readonly id?: number;
  readonly alternatives?: readonly ServerAlternative[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const isByte = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256;

/** OpenAI writes a token that is no text as `bytes:\xc3\xa9`. */
function bytesOfText(text: string): Uint8Array {
  if (!/^bytes:(?:\\x[\da-f]{2})+$/i.test(text)) return encoder.encode(text);
  return Uint8Array.from(text.slice('bytes:\\x'.length).split('\\x'), (hex) => parseInt(hex, 16));
}

/** `bytes` are right even where `token` has a replacement character for half a character. */
function bytesOf({ bytes, token }: JsonObject): Uint8Array {
  const list = jsonList(bytes);
  return list.length > 0 && list.every(isByte) ? Uint8Array.from(list) : bytesOfText(jsonText(token) ?? '');
}

const byLogprob = (a: ServerAlternative, b: ServerAlternative): number => b.logprob - a.logprob;

function alternativeOf(value: unknown): ServerAlternative[] {
  const entry = jsonObject(value);
  const logprob = jsonNumber(entry.logprob);
  if (logprob === undefined) return [];
  return [
    withoutUndefined<ServerAlternative>({ text: decoder.decode(bytesOf(entry)), logprob, id: jsonNumber(entry.id) }),
  ];
}

/** Tokens in the format of chat answers: a list of `{ token, bytes, logprob, top_logprobs }`. */
export function chatTokens(content: unknown): readonly RawToken[] {
  return jsonList(content).map((value) => {
    const entry = jsonObject(value);
    const alternatives = jsonList(entry.top_logprobs).flatMap(alternativeOf).sort(byLogprob);
    return withoutUndefined<RawToken>({
      bytes: bytesOf(entry),
      logprob: jsonNumber(entry.logprob),
      id: jsonNumber(entry.id),
      alternatives: alternatives.length > 0 ? alternatives : undefined,
    });
  });
}

function legacyAlternatives(value: unknown): readonly ServerAlternative[] {
  return Object.entries(jsonObject(value))
    .flatMap(([token, logprob]) => {
      const known = jsonNumber(logprob);
      return known === undefined ? [] : [{ text: decoder.decode(bytesOfText(token)), logprob: known }];
    })
    .sort(byLogprob);
}

/** Tokens in the format of OpenAI's completions: `{ tokens, token_logprobs, top_logprobs }`, lists of equal length. */
export function legacyTokens(logprobs: JsonObject): readonly RawToken[] {
  const values = jsonList(logprobs.token_logprobs);
  const tops = jsonList(logprobs.top_logprobs);
  return jsonList(logprobs.tokens).map((token, i) => {
    const alternatives = legacyAlternatives(tops[i]);
    return withoutUndefined<RawToken>({
      bytes: bytesOfText(jsonText(token) ?? ''),
      logprob: jsonNumber(values[i]),
      alternatives: alternatives.length > 0 ? alternatives : undefined,
    });
  });
}

/** Tokens of an OpenAI choice's `logprobs`, in either format. */
export function choiceTokens(logprobs: unknown): readonly RawToken[] {
  const formats = jsonObject(logprobs);
  return 'content' in formats ? chatTokens(formats.content) : legacyTokens(formats);
}
