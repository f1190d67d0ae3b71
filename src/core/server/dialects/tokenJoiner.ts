import type { ServerToken } from '../serverStream.js';
import { withoutUndefined } from './json.js';
import type { RawToken } from './rawTokens.js';

const wholeCharacters = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns undefined for bytes that end, or begin, within a character. */
function decoded(tokens: readonly RawToken[]): string | undefined {
  const bytes = Uint8Array.from(tokens.flatMap((token) => [...token.bytes]));
  try {
    return wholeCharacters.decode(bytes);
  } catch {
    return undefined;
  }
}

/** One token for several that make a character together: its probability is the product of theirs. */
function merged(text: string, tokens: readonly RawToken[]): ServerToken {
  const [first, ...others] = tokens;
  if (first && others.length === 0) {
    const { logprob, id, alternatives } = first;
    return withoutUndefined<ServerToken>({ text, logprob, id, alternatives });
  }
  const logprob = tokens.reduce<number | undefined>(
    (sum, token) => (sum === undefined || token.logprob === undefined ? undefined : sum + token.logprob),
    0,
  );
  return withoutUndefined<ServerToken>({ text, logprob });
}

/**
 * One token for a text that the tokens do not add up to. A server may keep the first parts of a character to itself: then
 * the id and the alternatives of its last part say nothing about the character, and its probability is an upper bound.
 */
function differing(text: string, tokens: readonly RawToken[]): ServerToken {
  const token = merged(text, tokens);
  if (decoded(tokens) !== undefined) return token;
  return withoutUndefined<ServerToken>({ text, logprob: token.logprob });
}

/** Splits tokens into the smallest groups that are whole characters; the rest are those of an unfinished one. */
function grouped(tokens: readonly RawToken[]): { readonly groups: readonly ServerToken[]; readonly rest: RawToken[] } {
  const groups: ServerToken[] = [];
  let rest: RawToken[] = [];
  for (const token of tokens) {
    rest.push(token);
    const text = decoded(rest);
    if (text === undefined) continue;
    groups.push(merged(text, rest));
    rest = [];
  }
  return { groups, rest };
}

/**
 * Fits the tokens of a stream to its text, so that their texts joined are the text. A character can be several tokens, and
 * a server holds its text back until the last of them.
 */
export class TokenJoiner {
  #held: readonly RawToken[] = [];

  /** @returns tokens whose texts joined are `text`; none where the server does not tell them. */
  add(text: string, tokens: readonly RawToken[]): readonly ServerToken[] {
    const all = [...this.#held, ...tokens];
    this.#held = [];
    if (all.length === 0) return [];
    if (text === '') {
      this.#held = all;
      return [];
    }
    const { groups, rest } = grouped(all);
    if (groups.map((group) => group.text).join('') !== text) return [differing(text, all)];
    this.#held = rest;
    return groups;
  }

  /** The token without text that ended the answer, if the server reported it: its probability is that of the end. */
  end(): readonly ServerToken[] {
    const [last] = this.#held.slice(-1);
    this.#held = [];
    return last ? [merged('', [last])] : [];
  }
}
