import { describe, expect, it } from 'vitest';
import { slidersOf, stopsOf } from '../../../../src/core/lens/sliders.js';

describe('sliders', () => {
  it('have a stop at the value of the setting, and ascend', () => {
    for (const [key, value] of [
      ['temperature', 3.14],
      ['topK', 7],
      ['topP', 0.955],
      ['minP', 0.0123],
      ['topK', 40],
    ] as const) {
      const stops = stopsOf(key, value);
      expect(stops).toContain(value);
      expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
    }
  });

  it('are at the neutral value when a setting is absent', () => {
    expect(slidersOf({ temperature: 1, seed: 0 })).toEqual({ temperature: 1, topK: 0, topP: 1, minP: 0 });
  });
});
