/** Names of four or more characters: other files are found by them, here as in training. */
const name = /[A-Za-z_]\w{3,}/g;

/** Keywords of the common languages: of many files most have them, but not of few. */
const reserved = new Set(
  (
    'abstract async await boolean break case catch class const continue crate debugger default defer delete elif else ' +
    'enum except export extends false final finally float from func function impl implements import instanceof ' +
    'interface lambda match module namespace never None null number object override package pass private protected ' +
    'public raise range readonly require return self static string struct super switch this throw throws trait true ' +
    'True False type typeof undefined void when where while with yield'
  ).split(' '),
);

/** The names in a text, in their order, with repetitions. */
export const identifiersIn = (text: string): readonly string[] =>
  (text.match(name) ?? []).filter((word) => !reserved.has(word));

/** How much of the text around the cursor is used, in characters. */
const before = 1200;
const after = 400;
/** At this distance in lines a name counts half. */
const halfLines = 2;

/**
 * The names around the cursor, each with its nearness: 1 on the cursor's line, 1/2 two lines away, 1/3 four.
 */
export function namesNear(prefix: string, suffix: string): Map<string, number> {
  const near = new Map<string, number>();
  const add = (lines: readonly string[]): void => {
    for (const [distance, line] of lines.entries()) {
      const nearness = halfLines / (halfLines + distance);
      for (const identifier of identifiersIn(line)) {
        near.set(identifier, Math.max(nearness, near.get(identifier) ?? 0));
      }
    }
  };
  add(prefix.slice(-before).split('\n').reverse());
  add(suffix.slice(0, after).split('\n'));
  return near;
}
