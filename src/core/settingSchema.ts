/** The part of JSON Schema with which the manifest describes a setting: the only place where its range is written. */
export interface SettingSchema {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

const typesOf = ({ type }: SettingSchema): readonly string[] => (typeof type === 'string' ? [type] : type);

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

/** Whether a setting may have this value. */
export function accepts(schema: SettingSchema, value: unknown): boolean {
  if (!typesOf(schema).some((type) => isOfType(type, value))) return false;
  if (schema.enum && !schema.enum.includes(value as string)) return false;
  if (typeof value !== 'number') return true;
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
}

const nouns: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};

/** What a setting may be, in words: "a whole number from 1 to 256, or null". */
export function allowedValues(schema: SettingSchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const { minimum, maximum } = schema;
  const range =
    minimum !== undefined && maximum !== undefined
      ? ` from ${minimum} to ${maximum}`
      : minimum !== undefined
        ? ` of at least ${minimum}`
        : '';
  return typesOf(schema)
    .map((type) => `${nouns[type] ?? type}${type === 'integer' || type === 'number' ? range : ''}`)
    .join(', or ');
}
