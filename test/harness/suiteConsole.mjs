/** Tells the suite's console lines from the workbench's own: both arrive in one stream without a name on them. */

/** The suite's first line begins so; see test/editor/runSuite.ts. */
const HEADING = /^Editor tests in VS Code /;

/** Lines of the workbench after that. */
const WORKBENCH = /additional builtin extensions|^\[[A-Za-z:]+\] |^Creating a socket/;

/**
 * Shows the lines after the suite's heading, errors and warnings apart (VS Code complains of much that is harmless);
 * the rest is kept for when something fails. With INKLING_VERBOSE set, everything is shown.
 * @param {(line: string) => void} say
 */
export function suiteConsole(say) {
  /** @type {string[]} */
  const unshown = [];
  let started = Boolean(process.env.INKLING_VERBOSE);
  return {
    onConsole(/** @type {string} */ type, /** @type {string} */ line) {
      started ||= HEADING.test(line);
      const noise = type === 'error' || type === 'warn' || WORKBENCH.test(line);
      if (started && (!noise || process.env.INKLING_VERBOSE)) say(line);
      else unshown.push(`[${type}] ${line}`);
    },
    unshown: () => unshown.join('\n'),
  };
}
