/** A part of a text: [from, to) in UTF-16 code units. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Spans in their order, those that touch or overlap joined. */
export function joinSpans(spans: readonly TextSpan[]): TextSpan[] {
  const joined: TextSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}
