/** The subset of JSON Schema by which the manifest describes a setting and its range. */
export interface SettingSchema {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  /** The scope in VS Code, such as `resource`. */
  readonly scope?: string;
}

/** The part of the manifest that declares settings, in sections as the Settings editor shows them. */
export interface SettingsManifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, SettingSchema>>;
    }[];
  };
}

/** The schemas of all settings of a manifest, by their full names. */
export function schemasIn({ contributes }: SettingsManifest): Record<string, SettingSchema> {
  return Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<
    string,
    SettingSchema
  >;
}

const typesOf = ({ type }: SettingSchema): readonly string[] => (typeof type === 'string' ? [type] : type);

const isStrings = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((item) => typeof item === 'string');

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return isStrings(value);
    default:
      return typeof value === type;
  }
}

/** Whether a setting's values may hold secrets, such as headers: then no message repeats one. */
export const isPrivate = (schema: SettingSchema): boolean => typesOf(schema).includes('object');

/** Whether a value is valid for a setting. */
export function accepts(schema: SettingSchema, value: unknown): boolean {
  if (!typesOf(schema).some((type) => isOfType(type, value))) return false;
  if (schema.enum && !schema.enum.includes(value as string)) return false;
  if (typeof value !== 'number') return true;
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
}

/** Translates a text into the user's language; `{0}`, `{1}` … are replaced by the values. */
export type Translate = (english: string, ...values: (string | number)[]) => string;

function describeType(type: string, { minimum, maximum }: SettingSchema, t: Translate): string {
  switch (type) {
    case 'boolean':
      return t('true or false');
    case 'string':
      return t('a string');
    case 'integer':
      if (minimum === undefined) return t('a whole number');
      if (maximum === undefined) return t('a whole number of at least {0}', minimum);
      return t('a whole number from {0} to {1}', minimum, maximum);
    case 'number':
      if (minimum === undefined) return t('a number');
      if (maximum === undefined) return t('a number of at least {0}', minimum);
      return t('a number from {0} to {1}', minimum, maximum);
    case 'array':
      return t('a list of strings');
    case 'object':
      return t('an object whose values are strings');
    default:
      return type;
  }
}

/** Describes the valid values of a setting: "a whole number from 1 to 256, or null". */
export function allowedValues(schema: SettingSchema, t: Translate): string {
  const words = schema.enum
    ? schema.enum.map((value) => JSON.stringify(value))
    : typesOf(schema).map((type) => describeType(type, schema, t));
  return words.reduce((all, next) => t('{0} or {1}', all, next));
}
