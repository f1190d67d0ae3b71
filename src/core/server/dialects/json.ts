/** A JSON object whose fields are not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A value as an object; empty for anything else, so that its fields read as absent. */
export const jsonObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** A value as a list; empty for anything else. */
export const jsonList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const jsonText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const jsonNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** An object without the fields that are undefined, as JSON and optional properties want it. */
export function withoutUndefined<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** @returns undefined for a text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
