import { describe, expect, it } from 'vitest';
import { fillPlaceholders, likelihoodStep, visible } from '../../../../src/core/lens/format.js';

describe('likelihoodStep', () => {
  it('has five steps', () => {
    expect([0.05, 0.1, 0.3, 0.6, 0.9].map(likelihoodStep)).toEqual([0, 1, 2, 3, 4]);
  });
});

it('fills placeholders by number, and keeps those without a value', () => {
  expect(fillPlaceholders('{1} of {0}, {1} {2}', 3, 'two')).toBe('two of 3, two {2}');
});

it('makes whitespace visible', () => {
  expect(visible(' a\tb\r\n')).toBe('·a→b␍↵');
});
