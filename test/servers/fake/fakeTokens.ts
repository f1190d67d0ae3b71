const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Cuts text as a tokenizer might: special tokens, words with the space before them, runs of other characters. A double:
 * the real tokenizers are in the tests with real servers.
 */
export function fakeTokensOf(text: string, specialTokens: readonly string[]): string[] {
  const special = specialTokens.map(escaped);
  return text.match(new RegExp([...special, ' ?\\w+', '\\n', ' +', '[^\\w\\s]', '\\s'].join('|'), 'gu')) ?? [];
}

/** The id of a token: special tokens first, the others by their characters. */
export function fakeIdOf(token: string, specialTokens: readonly string[]): number {
  const special = specialTokens.indexOf(token);
  if (special >= 0) return special + 1;
  let id = 7;
  for (const character of token) id = (id * 31 + character.codePointAt(0)!) % 8000;
  return 100 + id;
}
