/** Protocol buffers' wire format, as much of it as extending an ONNX file takes (protobuf.dev, "Encoding"). */

export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** The text of a field of wire type 2. */
export const textOf = (bytes: Uint8Array): string => utf8.decoder.decode(bytes);

/** The bytes of all parts, one after the other. */
export function concatenated(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** A field of wire type 0: a non-negative whole number. */
export const numberField = (field: number, value: number): Bytes =>
  Uint8Array.from([...varint(field << 3), ...varint(value)]);

/** A field of wire type 2 as parts that, one after the other, are its bytes: nothing is copied. */
export function fieldParts(field: number, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [Uint8Array.from([...varint((field << 3) | 2), ...varint(length)]), ...parts];
}

/** A field of wire type 2: bytes, a text in UTF-8, or a message of fields. */
export function bytesField(field: number, value: string | Uint8Array | readonly Uint8Array[]): Bytes {
  const parts =
    typeof value === 'string' ? [utf8.encoder.encode(value)] : value instanceof Uint8Array ? [value] : value;
  return concatenated(fieldParts(field, parts));
}

/** A field as it was read: a number, or the bytes of what it holds. */
export interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/**
 * Walks the fields of a message without looking into them; nothing is copied.
 *
 * @throws RangeError if the bytes are cut short or no protocol buffer.
 */
export function* protobufFields(message: Uint8Array): Generator<Field> {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= message.length) throw new RangeError('The message is cut short.');
      const byte = message[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('The message is cut short.');
    return message.subarray(at, (at += length));
  };
  while (at < message.length) {
    const key = next();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { number, value: next() };
        break;
      case 1:
        yield { number, value: take(8) };
        break;
      case 2:
        yield { number, value: take(next()) };
        break;
      case 5:
        yield { number, value: take(4) };
        break;
      default:
        throw new RangeError(`No protocol buffer: wire type ${key % 8}.`);
    }
  }
}
