/** Text as models are trained on it: every line ends with `\n`, and a byte order mark at the file's start is gone. */
export function normalize(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked;
}
