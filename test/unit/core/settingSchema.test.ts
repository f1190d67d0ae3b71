import { t } from '@vscode/l10n';
import { describe, expect, it } from 'vitest';
import { accepts, allowedValues, type SettingSchema } from '../../../src/core/settingSchema.js';

const schemas = {
  flag: { type: 'boolean', default: true },
  share: { type: 'number', default: 0.9, minimum: 0, maximum: 1 },
  count: { type: 'integer', default: 64, minimum: 1, maximum: 256 },
  seed: { type: ['integer', 'null'], default: null, minimum: 0 },
  mode: { type: 'string', default: 'auto', enum: ['auto', 'off'] },
  path: { type: 'string', default: '' },
  globs: { type: 'array', default: [] },
  headers: { type: 'object', default: {} },
} satisfies Record<string, SettingSchema>;

type Name = keyof typeof schemas;

describe('accepts', () => {
  it.each<[Name, unknown]>([
    ['flag', false],
    ['share', 0],
    ['share', 0.5],
    ['share', 1],
    ['count', 1],
    ['count', 256],
    ['seed', null],
    ['seed', 0],
    ['mode', 'off'],
    ['path', '/a/b'],
    ['globs', []],
    ['globs', ['*.sql']],
    ['headers', {}],
    ['headers', { 'X-Team': 'a' }],
  ])('for %s the value %j', (name, value) => {
    expect(accepts(schemas[name], value)).toBe(true);
  });
});

describe('does not accept', () => {
  it.each<[Name, unknown]>([
    ['flag', 'true'],
    ['flag', null],
    ['share', -0.01],
    ['share', 1.01],
    ['share', Number.NaN],
    ['share', '0.5'],
    ['count', 0],
    ['count', 257],
    ['count', 1.5],
    ['seed', -1],
    ['seed', undefined],
    ['mode', 'on'],
    ['mode', 1],
    ['path', undefined],
    ['globs', '*.sql'],
    ['globs', [1]],
    ['headers', null],
    ['headers', ['X-Team']],
    ['headers', { 'X-Team': 1 }],
  ])('for %s the value %j', (name, value) => {
    expect(accepts(schemas[name], value)).toBe(false);
  });
});

describe('allowedValues', () => {
  it.each<[Name, string]>([
    ['flag', 'true or false'],
    ['share', 'a number from 0 to 1'],
    ['count', 'a whole number from 1 to 256'],
    ['seed', 'a whole number of at least 0 or null'],
    ['mode', '"auto" or "off"'],
    ['path', 'a string'],
    ['globs', 'a list of strings'],
    ['headers', 'an object whose values are strings'],
  ])('of %s are %s', (name, words) => {
    expect(allowedValues(schemas[name], t)).toBe(words);
  });
});
