import type { ServerAlternative } from '../serverStream.js';
import { compact, listOf, numberOf, objectOf, textOf, type JsonObject } from './json.js';

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
  const list = listOf(bytes);
  return list.length > 0 && list.every(isByte) ? Uint8Array.from(list) : bytesOfText(textOf(token) ?? '');
}

const byLogprob = (a: ServerAlternative, b: ServerAlternative): number => b.logprob - a.logprob;

function alternativeOf(value: unknown): ServerAlternative[] {
  const entry = objectOf(value);
  const logprob = numberOf(entry.logprob);
  if (logprob === undefined) return [];
  return [compact<ServerAlternative>({ text: decoder.decode(bytesOf(entry)), logprob, id: numberOf(entry.id) })];
}

/** Tokens in the format of chat answers: a list of `{ token, bytes, logprob, top_logprobs }`. */
export function chatTokens(content: unknown): readonly RawToken[] {
  return listOf(content).map((value) => {
    const entry = objectOf(value);
    const alternatives = listOf(entry.top_logprobs).flatMap(alternativeOf).sort(byLogprob);
    return compact<RawToken>({
      bytes: bytesOf(entry),
      logprob: numberOf(entry.logprob),
      id: numberOf(entry.id),
      alternatives: alternatives.length > 0 ? alternatives : undefined,
    });
  });
}

function legacyAlternatives(value: unknown): readonly ServerAlternative[] {
  return Object.entries(objectOf(value))
    .flatMap(([token, logprob]) => {
      const known = numberOf(logprob);
      return known === undefined ? [] : [{ text: decoder.decode(bytesOfText(token)), logprob: known }];
    })
    .sort(byLogprob);
}

/** Tokens in the format of OpenAI's completions: `{ tokens, token_logprobs, top_logprobs }`, lists of equal length. */
export function legacyTokens(logprobs: JsonObject): readonly RawToken[] {
  const values = listOf(logprobs.token_logprobs);
  const tops = listOf(logprobs.top_logprobs);
  return listOf(logprobs.tokens).map((token, i) => {
    const alternatives = legacyAlternatives(tops[i]);
    return compact<RawToken>({
      bytes: bytesOfText(textOf(token) ?? ''),
      logprob: numberOf(values[i]),
      alternatives: alternatives.length > 0 ? alternatives : undefined,
    });
  });
}

/** Tokens of an OpenAI choice's `logprobs`, in either format. */
export function choiceTokens(logprobs: unknown): readonly RawToken[] {
  const formats = objectOf(logprobs);
  return 'content' in formats ? chatTokens(formats.content) : legacyTokens(formats);
}
