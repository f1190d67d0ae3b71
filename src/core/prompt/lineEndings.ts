/** Normalizes text to the form that models are trained on: `\n` line ends, and no byte order mark at the start. */
export function normalize(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked;
}
