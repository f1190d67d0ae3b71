/** Reads ghost text where the user sees it: in the page. */

/**
 * The ghost text now drawn, lines joined by `\n`, or '' when there is none. Runs inside the page, so it must not refer
 * to anything outside itself.
 *
 * VS Code draws the first line as decorations within the editor's own line, in a piece per token, and the lines after
 * it in a view zone (`suggest-preview-text`) whose empty lines hold no pieces. That zone may end with the rest of the
 * document's line, which is no ghost text: only the pieces that say so count.
 */
export function readGhostText() {
  const isPiece = (/** @type {Element} */ element) =>
    [...element.classList].some((name) => name.startsWith('ghost-text') && !/hidden|warning/.test(name));
  const pieces = [...document.querySelectorAll('.monaco-editor [class*="ghost-text"]')].filter(
    (element) =>
      isPiece(element) &&
      !element.parentElement?.closest('.ghost-text, .ghost-text-decoration, .ghost-text-decoration-preview'),
  );
  if (pieces.length === 0) return '';
  const rows = new Map([...document.querySelectorAll('.suggest-preview-text .view-line')].map((row) => [row, '']));
  const byLeft = pieces
    .map((piece) => ({ piece, left: piece.getBoundingClientRect().left }))
    .sort((a, b) => a.left - b.left);
  for (const { piece } of byLeft) {
    const row = piece.closest('.view-line') ?? piece;
    rows.set(row, (rows.get(row) ?? '') + (piece.textContent ?? ''));
  }
  return [...rows]
    .map(([row, text]) => ({ text, top: row.getBoundingClientRect().top }))
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text.replaceAll('\u00a0', ' ').replaceAll(/[\u200b\u200c]/g, ''))
    .join('\n');
}
