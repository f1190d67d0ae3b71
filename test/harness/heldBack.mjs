/** Output of what runs beside something else, so that the lines of both do not mix. */

/**
 * Holds lines back until `release()`, then passes them and all later ones on.
 *
 * @param {(line: string) => void} [say]
 */
export function heldBack(say = console.log) {
  /** @type {string[]} */
  const lines = [];
  let isReleased = false;
  return {
    say(/** @type {string} */ line) {
      if (isReleased) say(line);
      else lines.push(line);
    },
    release() {
      isReleased = true;
      for (const line of lines.splice(0)) say(line);
    },
  };
}
