import type { Rng } from '../../src/core/sampling/rng.js';
import type { Rhythm } from './replay.js';

/** The time between two keys that CPU seconds per minute are counted with, in milliseconds. */
export const keyIntervalMs = 200;

/** No hand is quicker than this. */
const minMs = 80;

/** Times between keys: at least 80 ms, 200 ms on average, mostly short and sometimes long. */
export const humanRhythm =
  (rng: Rng): Rhythm =>
  () =>
    minMs - (keyIntervalMs - minMs) * Math.log(1 - rng());
