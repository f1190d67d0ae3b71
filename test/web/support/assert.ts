/** The assertions of `node:assert/strict` that the editor tests use, where there is no Node. */

class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Told by the caller, or made of both values. */
type Message = string | undefined;

const show = (value: unknown): string =>
  value === undefined || typeof value === 'function' ? String(value) : JSON.stringify(value, null, 1);

function differ(message: Message, actual: unknown, relation: string, expected: unknown): never {
  throw new AssertionError(message ?? `${show(actual)} ${relation} ${show(expected)}`);
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [entries, others] = [Object.entries(a), Object.entries(b)];
  if (entries.length !== others.length) return false;
  return entries.every(
    ([key, value]) => Object.hasOwn(b, key) && isDeepEqual(value, (b as Record<string, unknown>)[key]),
  );
}

export function fail(message: string): never {
  throw new AssertionError(message);
}

export function ok(value: unknown, message?: string): asserts value {
  if (!value) differ(message, value, 'is not', true);
}

export function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) differ(message, actual, 'is not', expected);
}

export function notEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) differ(message, actual, 'is', expected);
}

export function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!isDeepEqual(actual, expected)) differ(message, actual, 'is not', expected);
}

export function match(actual: string, expected: RegExp, message?: string): void {
  if (!expected.test(actual)) differ(message, actual, 'does not match', String(expected));
}

export default { deepEqual, equal, fail, match, notEqual, ok };
