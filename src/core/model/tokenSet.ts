/** A set of token ids, stored as the shorter of the lists of members and non-members. */
export type TokenSet =
  { readonly kind: 'only'; readonly ids: Int32Array } | { readonly kind: 'except'; readonly ids: Int32Array };

/** Whether no token is in the set. */
export const isEmpty = (set: TokenSet): boolean => set.kind === 'only' && set.ids.length === 0;

/** The intersection of two sets. */
export function intersection(a: TokenSet, b: TokenSet): TokenSet {
  if (a.kind === 'except' && b.kind === 'except') return { kind: 'except', ids: union(a.ids, b.ids) };
  const [listed, other] = a.kind === 'only' ? [a, b] : [b, a];
  const named = new Set(other.ids);
  return { kind: 'only', ids: listed.ids.filter((id) => named.has(id) === (other.kind === 'only')) };
}

const union = (a: Int32Array, b: Int32Array): Int32Array =>
  a.length === 0 ? b : b.length === 0 ? a : Int32Array.from(new Set([...a, ...b]));
