/**
 * Letters that often follow each letter in words and identifiers: the 200 most common pairs, which are 92 % of all in
 * source code, and 30 % of those in random letters.
 */
const followers: Readonly<Record<string, string>> = {
  a: 'bcdgilmnprstuvy',
  b: 'aejloru',
  c: 'aehiklortu',
  d: 'adeiosu',
  e: 'acdefglmnpqrstvxy',
  f: 'aefioru',
  g: 'ehin',
  h: 'aeiot',
  i: 'acdefglmnoprstvz',
  j: 'e',
  k: 'e',
  l: 'adeilostuy',
  m: 'abeiop',
  n: 'acdefgiostu',
  o: 'bcdfgklmnoprstuvw',
  p: 'aeiloprtu',
  q: 'u',
  r: 'acegilmnorstuy',
  s: 'acehiopstuy',
  t: 'acehiorstuy',
  u: 'eilmnprst',
  v: 'aei',
  w: 'ahi',
  x: 'pt',
  y: 'p',
  z: 'e',
};

const codeOfA = 'a'.charCodeAt(0);
const usualPairs = new Uint8Array(26 * 26);
for (const [first, letters] of Object.entries(followers)) {
  for (const second of letters) {
    usualPairs[26 * (first.charCodeAt(0) - codeOfA) + second.charCodeAt(0) - codeOfA] = 1;
  }
}

/** For a lower-case letter before a capital, as in camelCase: every sixth pair of random text, and nearly as many of names. */
const camelSurprise = 0.5;
/** A smaller share of pairs with letters tells nothing: a long number, a date. */
const minPairShare = 0.25;

/** 0 to 25 for a letter in either case; others are outside. */
const letterOf = (code: number): number => (code | 0x20) - codeOfA;
const isLetter = (code: number): boolean => code < 128 && letterOf(code) >= 0 && letterOf(code) < 26;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLower = (code: number): boolean => (code & 0x20) !== 0;

/** The share of unusual letter pairs in a text, 0 to 1: about 0.75 for random characters, about 0.15 for identifiers. */
export function surpriseOf(text: string): number {
  let [pairs, surprises] = [0, 0];
  for (let i = 0; i + 1 < text.length; i++) {
    const [first, second] = [text.charCodeAt(i), text.charCodeAt(i + 1)];
    const areLetters = isLetter(first) && isLetter(second);
    if (!areLetters && !(isLetter(first) && isDigit(second)) && !(isDigit(first) && isLetter(second))) continue;
    pairs++;
    if (!areLetters) surprises++;
    else if (isLower(first) && !isLower(second)) surprises += camelSurprise;
    else surprises += 1 - usualPairs[26 * letterOf(first) + letterOf(second)]!;
  }
  return pairs < minPairShare * text.length ? 0 : surprises / Math.max(1, pairs);
}

/** Shannon entropy of a text's characters, in bits. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** The share of neighboring characters that follow each other in the alphabet, as in tables of characters. */
function ascendingShare(text: string): number {
  let ascending = 0;
  for (let i = 0; i + 1 < text.length; i++) if (text.charCodeAt(i + 1) - text.charCodeAt(i) === 1) ascending++;
  return ascending / Math.max(1, text.length - 1);
}

const minCharacters = 20;
/** Of the longest part without separators: kebab-case and paths have short ones, random text hardly has separators. */
const minPart = 9;
const minEntropyBits = 2.8;
const minSurprise = 0.5;
const maxAscendingShare = 0.25;
const uuids = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;

/**
 * Whether a run of letters, digits and `+/_=-` was made by a random generator rather than by a user: keys, hashes, data.
 * A UUID is not: it names things, and is a secret only where it is assigned to a name that says so.
 */
export function looksRandom(text: string): boolean {
  const run = text.replace(uuids, '');
  if (run.length < minCharacters) return false;
  const isLong = run.split(/[^A-Za-z0-9]+/).some(({ length }) => length >= minPart);
  return (
    isLong &&
    surpriseOf(run) >= minSurprise &&
    entropyBits(run) >= minEntropyBits &&
    ascendingShare(run) <= maxAscendingShare
  );
}
