/** A text with a cursor in it, as `before‸after`. */
export function atCursor(marked: string): { readonly before: string; readonly after: string } {
  const [before, after, ...more] = marked.split('‸');
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`not one ‸ in ${marked}`);
  return { before, after };
}
