/** A text with a cursor in it, as `before‸after`. */
export function atCursor(marked: string): { readonly prefix: string; readonly suffix: string } {
  const [before, after, ...more] = marked.split('‸');
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`not one ‸ in ${marked}`);
  return { prefix: before, suffix: after };
}
