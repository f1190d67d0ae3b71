import fc from 'fast-check';

/**
 * Multiplies the number of cases of random tests: `INKLING_FUZZ=10 npm run test:unit`. `INKLING_SEED` repeats
 * a failed run with the seed that its message gives.
 */
const factor = Number(process.env.INKLING_FUZZ ?? 1);
const seed = process.env.INKLING_SEED;

if (!(factor > 0)) throw new Error(`INKLING_FUZZ must be a number above 0, not "${process.env.INKLING_FUZZ}".`);

/** The number of cases of a test that usually has `usual`. */
export const caseCount = (usual: number): number => Math.max(1, Math.round(usual * factor));

/** Parameters of a random test that usually has `usual` cases. */
export const runs = (usual: number): { readonly numRuns: number; readonly seed?: number } => ({
  numRuns: caseCount(usual),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});

/**
 * Random values for a test whose cases share something that lives on, such as a worker: such cases cannot be shrunk.
 *
 * @param check told each value; what it throws is thrown again with value and seed.
 */
export async function forEachRandom<T>(
  arbitrary: fc.Arbitrary<T>,
  usual: number,
  check: (value: T) => Promise<void> | void,
): Promise<void> {
  const { numRuns, seed: chosen = Math.floor(Math.random() * 2 ** 31) } = runs(usual);
  for (const [i, value] of fc.sample(arbitrary, { numRuns, seed: chosen }).entries()) {
    try {
      await check(value);
    } catch (error) {
      throw new Error(`Case ${i + 1} of ${numRuns} with INKLING_SEED=${chosen} failed: ${fc.stringify(value)}`, {
        cause: error,
      });
    }
  }
}

/** The time limit of a test that usually has a minute. */
export const timeoutMs = 60_000 * Math.max(1, factor);

/** Values that code takes for numbers, lengths, indices and names. */
const hostileScalars: readonly unknown[] = [
  ...[undefined, null, true, false, '', ' ', '0', 'NaN', '\u0000', '\ud800', '../../etc/passwd', '__proto__'],
  ...[0, -0, 1, -1, 0.5, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, NaN, Infinity, -Infinity],
];

/** Names that objects have without anyone having put them there. */
const hostileKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', ''];

/**
 * Values of any type and depth, as a broken or hostile sender would send them.
 *
 * @param keys names that the receiver looks for.
 * @param scalars values that it knows.
 */
export function hostileValue(keys: readonly string[] = [], scalars: readonly unknown[] = []): fc.Arbitrary<unknown> {
  const key = fc.constantFrom(...keys, ...hostileKeys);
  const scalar = fc.oneof(
    fc.constantFrom(...hostileScalars, ...scalars),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary-ascii' }),
  );
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: scalar, weight: 4 },
      { arbitrary: fc.array(tie('value'), { maxLength: 4 }), weight: 1 },
      { arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 6 }), weight: 2 },
    ),
  })).value;
}

/** A place in a JSON value, as the keys that lead there. */
type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pathsIn(child, [...path, key]);
}

/** A copy of a JSON value with another one at a path; `undefined` takes it out. */
function withValueAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  const child = withValueAt(copy[key], rest, other);
  if (child === undefined && !Array.isArray(copy)) Reflect.deleteProperty(copy, key);
  else copy[key] = child;
  return copy;
}

/** A right value with some of its parts replaced by hostile ones, at any depth. */
export function corrupted(right: unknown, scalars: readonly unknown[] = []): fc.Arbitrary<unknown> {
  const paths = [...pathsIn(right)];
  const change = fc.tuple(fc.constantFrom(...paths), hostileValue([], scalars));
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<unknown>(
        (value, [path, other]) => (has(value, path) ? withValueAt(value, path, other) : value),
        right,
      ),
    );
}

/** Whether a path still leads somewhere. */
function has(value: unknown, path: Path): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !(key in at)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
}

/** Bytes with some of them changed, cut off, repeated or put in between. */
export function corruptedBytes(right: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.oneof(fc.nat(Math.min(right.length - 1, 400)), fc.nat(right.length - 1));
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at, byte: fc.integer({ min: 1, max: 255 }) }),
    fc.record({
      kind: fc.constant('fill' as const),
      at,
      byte: fc.constantFrom(0, 0x7f, 0x80, 0xff),
      count: fc.nat(16),
    }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('remove' as const), at, count: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('insert' as const), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }) }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((bytes, change) => {
      const copy = Uint8Array.from(bytes);
      switch (change.kind) {
        case 'flip':
          if (change.at < copy.length) copy[change.at]! ^= change.byte;
          return copy;
        case 'fill':
          return copy.fill(change.byte, change.at, change.at + change.count + 1);
        case 'cut':
          return copy.subarray(0, change.at);
        case 'remove':
          return Uint8Array.of(...copy.subarray(0, change.at), ...copy.subarray(change.at + change.count));
        case 'insert':
          return Uint8Array.of(...copy.subarray(0, change.at), ...change.bytes, ...copy.subarray(change.at));
      }
    }, Uint8Array.from(right)),
  );
}
