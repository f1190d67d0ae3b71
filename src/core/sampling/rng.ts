/** Returns the next number of a random sequence, uniform in [0, 1). */
export type Rng = () => number;

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** splitmix32: spreads one seed over the state, so that neighbouring seeds start far apart. */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

/**
 * A seeded generator: xoshiro128++ (Blackman and Vigna 2019). The same seed gives the same numbers on every machine.
 *
 * @param seed any number; its lower 32 bits count.
 */
export function seededRng(seed: number): Rng {
  const fill = splitMix(seed);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const next32 = (): number => {
    const result = (rotateLeft((a + d) | 0, 7) + a) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  return () => ((next32() >>> 5) * 0x4000000 + (next32() >>> 6)) / 0x20000000000000;
}
