const utf8 = new TextEncoder();

/** The UTF-8 bytes of a text. */
export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** The text of some bytes; a character that lacks bytes at the end is left out, as in a stream. */
export const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
