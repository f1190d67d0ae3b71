/** GGUF version 3 (ggml/docs/gguf.md): metadata by key, then tensors, everything little-endian. */

const alignment = 32;

const valueTypes = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 };

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([long(bytes.length), bytes]);
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

/** An encoded key with its value. */
export type GgufEntry = Buffer;

const entry = (key: string, type: number, ...value: Buffer[]): GgufEntry =>
  Buffer.concat([text(key), uint(type), ...value]);

export const uint32 = (key: string, value: number): GgufEntry => entry(key, valueTypes.uint32, uint(value));
export const float32 = (key: string, value: number): GgufEntry => entry(key, valueTypes.float32, float(value));
export const bool = (key: string, value: boolean): GgufEntry =>
  entry(key, valueTypes.bool, Buffer.from([value ? 1 : 0]));
export const string = (key: string, value: string): GgufEntry => entry(key, valueTypes.string, text(value));

const list = (key: string, type: number, values: readonly Buffer[]): GgufEntry =>
  entry(key, valueTypes.array, uint(type), long(values.length), Buffer.concat(values));

export const ggufStrings = (key: string, values: readonly string[]): GgufEntry =>
  list(key, valueTypes.string, values.map(text));

/** @param values none negative. */
export const int32s = (key: string, values: readonly number[]): GgufEntry =>
  list(key, valueTypes.int32, values.map(uint));

/** The types of ggml.h that are written here. */
export const tensorTypes = { f32: 0, q4_0: 2, q8_0: 8 } as const;

export interface Tensor {
  readonly name: string;
  readonly type: keyof typeof tensorTypes;
  /** Rows last: the first dimension is contiguous. */
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

const padding = (length: number): number => (alignment - (length % alignment)) % alignment;

/** The parts of a file in their order: together they may be larger than one buffer. */
export function ggufFile(metadata: readonly GgufEntry[], tensors: readonly Tensor[]): Uint8Array[] {
  let offset = 0;
  const infos = tensors.map(({ name, type, dims, data }) => {
    const info = [text(name), uint(dims.length), ...dims.map(long), uint(tensorTypes[type]), long(offset)];
    offset += data.length + padding(data.length);
    return Buffer.concat(info);
  });
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    uint(3),
    long(tensors.length),
    long(metadata.length),
    ...metadata,
    ...infos,
  ]);
  const padded = (bytes: Uint8Array): Uint8Array[] => [bytes, Buffer.alloc(padding(bytes.length))];
  return [header, ...tensors.map(({ data }) => data)].flatMap(padded);
}
