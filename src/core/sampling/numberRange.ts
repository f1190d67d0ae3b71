import { UserError } from '../errors.js';

/** The values that a number may have. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly isInteger?: boolean;
}

/** A number that users set. */
export interface NumberSetting extends NumberRange {
  readonly default: number;
}

/**
 * Checks that a value is a number in a range.
 *
 * @throws UserError naming the number and its range.
 */
export function requireRange(name: string, value: unknown, { min, max, isInteger = false }: NumberRange): void {
  const isFine = typeof value === 'number' && value >= min && value <= max && (!isInteger || Number.isInteger(value));
  if (isFine) return;
  throw new UserError(
    `${name} must be a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}, not ${show(value)}.`,
  );
}

/** More characters would say nothing more in a message. */
const maxShownCharacters = 100;

/** JSON of a value; lists may be nested too deeply for `JSON.stringify`. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? '[…' : '{…';
  }
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  const text = value === undefined || typeof value === 'number' ? String(value) : jsonOf(value);
  return text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text;
}
