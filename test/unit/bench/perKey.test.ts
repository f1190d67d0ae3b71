import { afterAll, describe, expect, it } from 'vitest';
import { growingInputs, parts, type InputPart } from '../../../bench/perKey/inputs.js';
import { StepCounter } from '../../../bench/perKey/steps.js';

// Only code that is imported afterwards is counted.
const counter = new StepCounter((url) => url.includes('/src/core/'));
const { perKeyFunctions } = await import('../../../bench/perKey/functions.js');
afterAll(() => counter.dispose());

type Run = (typeof perKeyFunctions)[number]['run'];

/** Multiples of 6, so that repetitions of two or three characters end in the same way at each length. */
const lengths = [1200, 2400, 4800];
const inputs = growingInputs();

/** The ratio of the growth from the second to the third length to that from the first to the second. */
function growthOf(run: Run, part: InputPart): number {
  const own = inputs.filter((input) => input.part === part);
  const [first, second, third] = lengths.map((length) => {
    const presses = own.map(({ at }) => at(length));
    return counter.stepsOf(() => presses.forEach(run));
  });
  return (third! - second!) / Math.max(lengths[0]!, second! - first!);
}

/** Linear steps grow by 2, quadratic ones by 4, and mixtures by a value in between. */
const maxGrowth = 2.2;

describe.each(perKeyFunctions)('$name', ({ run }) => {
  it('takes steps in proportion to a hostile text in any position', () => {
    const growths = Object.fromEntries(parts.map((part) => [part, growthOf(run, part)]));
    const steep = Object.entries(growths).filter(([, growth]) => growth > maxGrowth);
    expect(steep).toEqual([]);
  });
});

describe('StepCounter', () => {
  it('detects a quadratic function', () => {
    const quadratic: Run = ({ prefix }) => {
      for (let at = 0; at < prefix.length; at += 10) prefix.slice(at).includes('\0');
    };
    expect(growthOf(quadratic, 'above')).toBeGreaterThan(3);
  });
});
