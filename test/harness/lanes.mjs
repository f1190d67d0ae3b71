/** Suites side by side, each in a window of its own. */
import { heldBack } from './heldBack.mjs';
import { sumOf } from './results.mjs';

/** @typedef {(say: (line: string) => void) => Promise<import('./results.mjs').Results>} Suite */

/** Windows at a time, whichever step of the tests opens them. They wait more than they compute. */
let free = 2;
/** @type {(() => void)[]} */
const waiting = [];

/**
 * Runs suites in their order, two windows at a time. One of them says its lines as they come, another one when it ends.
 * @param {readonly Suite[]} suites
 * @param {(line: string) => void} say
 */
export async function runSuites(suites, say) {
  /** @type {Suite | undefined} */
  let speaker;
  const running = suites.map((suite) =>
    inLane(async () => {
      const output = heldBack(say);
      speaker ??= suite;
      if (speaker === suite) output.release();
      try {
        return await suite(output.say);
      } finally {
        output.release();
        if (speaker === suite) speaker = undefined;
      }
    }),
  );
  // Also after a bug in the harness, each of them closes its window.
  await Promise.allSettled(running);
  return sumOf(await Promise.all(running));
}

/**
 * @template T
 * @param {() => Promise<T>} task
 */
async function inLane(task) {
  if (free > 0) free -= 1;
  else await new Promise((resolve) => waiting.push(() => resolve(undefined)));
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}
