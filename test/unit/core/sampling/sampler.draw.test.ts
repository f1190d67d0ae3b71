import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { fractionsOf } from '../../support/fractions.js';
import { atStart, historyOf } from '../../support/places.js';

const filters: readonly Filter[] = [
  { kind: 'presence', penalty: 1, window: 2 },
  { kind: 'temperature', value: 0.5 },
  { kind: 'topK', k: 3 },
];

const row = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 });

describe('draw', () => {
  it('picks as pick does, with the same random sequence', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.integer(), (rows, seed) => {
        const picking = compileSampler({ kind: 'sample', filters, seed }, 4);
        const drawing = compileSampler({ kind: 'sample', filters, seed }, 4);
        const context = { history: historyOf(1, 2), top: 2 };
        for (const logits of rows.map((values) => Float32Array.from(values))) {
          const { distribution, ...drawn } = drawing.draw(logits, context);
          expect(drawn).toEqual(picking.pick(logits, context));
          expect(distribution!.ids).toContain(drawn.id);
        }
      }),
    );
  });

  it('returns its own distribution, which the next draw leaves alone', () => {
    const sampler = compileSampler({ kind: 'sample', filters: [], seed: 1 }, 2);
    const { distribution } = sampler.draw(Float32Array.of(0, Math.log(3)), atStart());
    sampler.draw(Float32Array.of(5, 0), atStart());
    expect(fractionsOf(distribution!, 2)).toBe('1/4 3/4');
  });

  it('has no distribution when nothing is drawn', () => {
    const greedy = compileSampler({ kind: 'greedy' }, 2);
    const logits = Float32Array.of(0, Math.log(3));
    expect(greedy.draw(logits, atStart())).toEqual({ ...greedy.pick(logits, atStart()), distribution: undefined });
  });
});
