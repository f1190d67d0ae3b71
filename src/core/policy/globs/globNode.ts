/** A range of characters, first and last included. */
export type CharacterRange = readonly [first: string, last: string];

/** A part of a glob pattern. */
export type GlobNode =
  | { readonly kind: 'character'; readonly character: string }
  /** One character of a name, among these ranges or, if negated, not among them. */
  | { readonly kind: 'set'; readonly ranges: readonly CharacterRange[]; readonly isNegated: boolean }
  /** `*`: any part of a name. */
  | { readonly kind: 'nameRun' }
  /** `**` with the slash after it: any number of folders. */
  | { readonly kind: 'folders' }
  /** A `**` that no slash follows: any text. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'sequence'; readonly nodes: readonly GlobNode[] }
  | { readonly kind: 'choice'; readonly nodes: readonly GlobNode[] }
  | { readonly kind: 'repeated'; readonly node: GlobNode };

/** `?`: one character of a name. */
export const anyCharacter: GlobNode = { kind: 'set', ranges: [], isNegated: true };

export const nothing: GlobNode = { kind: 'sequence', nodes: [] };

/** A node for text in which only `*` and `?` are special. */
export function literalNode(text: string): GlobNode {
  const nodes = Array.from(text, (character): GlobNode => {
    if (character === '*') return { kind: 'nameRun' };
    return character === '?' ? anyCharacter : { kind: 'character', character };
  });
  return { kind: 'sequence', nodes };
}
