/** Offsets into a document, in UTF-16 code units: [start, cursor) goes before the completion, [cursor, end) after. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** The maximum text around the cursor that is used, in UTF-16 code units. */
export interface WindowLimits {
  readonly before: number;
  readonly after: number;
  /** Of the rest of the cursor's line, in addition to `after`; a longer rest is cut. */
  readonly rest: number;
  /** The start, and the end within a line, move only in steps of this size. */
  readonly step: number;
}

/** In code a longer rest of a line is data or minified, and VS Code itself draws no more than 10,000 columns. */
export const defaultLimits: WindowLimits = { before: 12_000, after: 4_000, rest: 4_000, step: 4_096 };

/** The start of a window; negative where it extends beyond the document's start. */
const startFor = (cursor: number, { before, step }: WindowLimits): number =>
  Math.ceil((cursor - before - step) / step) * step;

/**
 * The part of a document that can matter for the prompt, found without reading the rest of it.
 *
 * The start is a multiple of `step`: at a fixed distance from the cursor, every keystroke would move it, and a prompt
 * whose first token changes finds nothing in the cache.
 *
 * @param cursor offset of the cursor.
 * @param afterFrom offset from which the text after the cursor is counted: the end of its line, so that typing on the
 *   line does not move the end either.
 */
export function windowAround(
  cursor: number,
  afterFrom: number,
  length: number,
  limits: WindowLimits = defaultLimits,
): Window {
  const { after, rest, step } = limits;
  // Cut at a fixed distance from the cursor, the rest of an endless line would end elsewhere after every key.
  const restEnd = Math.min(afterFrom, Math.ceil((cursor + rest) / step) * step);
  return { start: Math.max(0, startFor(cursor, limits)), end: Math.min(length, restEnd + after) };
}

/**
 * The maximum characters of a text before the document, such as a notebook's cells above, that can matter for the prompt:
 * the part of the window beyond the document's start. Changes only in steps, as the window's start does.
 *
 * @param cursor offset of the cursor in the document.
 */
export const roomAbove = (cursor: number, limits: WindowLimits = defaultLimits): number =>
  Math.max(0, -startFor(cursor, limits));

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** A longer line is cut inside. */
const maxLineToSkip = 2_000;

/**
 * Tidies the start of a text that was cut: no half surrogate pair, and a line's start where one is near.
 *
 * @param isWhole whether `text` begins where the document does.
 */
export function tidyStart(text: string, isWhole: boolean): string {
  if (isWhole) return text;
  const newline = text.indexOf('\n');
  if (newline >= 0 && newline < maxLineToSkip) return text.slice(newline + 1);
  return isLowSurrogate(text.charCodeAt(0)) ? text.slice(1) : text;
}

/** Tidies the end of a text that was cut: no half surrogate pair. */
export function tidyEnd(text: string): string {
  return isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(0, -1) : text;
}
