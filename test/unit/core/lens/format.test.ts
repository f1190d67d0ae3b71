import { describe, expect, it } from 'vitest';
import { factor, likelihoodStep, percent, small, fillPlaceholders, visible } from '../../../../src/core/lens/format.js';

describe('figures', () => {
  it('are as exact as is worth reading', () => {
    expect([1, 0.8734, 0.0995, 0.0042, 0, 0.00000123].map(percent)).toEqual([
      ...['100.0 %', '87.3 %', '10.0 %', '0.42 %', '0.00 %', '0.0001 %'],
    ]);
    expect([1, 0.7132, 0, 0.00000042].map(small)).toEqual(['1.000', '0.713', '0.000', '4.2e-7']);
    expect([1, 0.8734, 0.005, 0.00003, 0].map(factor)).toEqual(['1.00', '0.87', '0.01', '3e-5', '0.00']);
    expect([0.05, 0.1, 0.3, 0.6, 0.9].map(likelihoodStep)).toEqual([0, 1, 2, 3, 4]);
  });
});

it('fills placeholders by number, and keeps those without a value', () => {
  expect(fillPlaceholders('{1} of {0}, {1} {2}', 3, 'two')).toBe('two of 3, two {2}');
});

it('makes whitespace visible', () => {
  expect(visible(' a\tb\r\n')).toBe('·a→b␍↵');
});
