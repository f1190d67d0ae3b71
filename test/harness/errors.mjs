/** Errors for the terminal. The message and code of a value that was thrown: `catch` does not tell that it is an Error. */

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The code of a failed system call, such as `ENOENT`.
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/**
 * Awaits a step that the rest of a script needs. If it fails, prints its message, without a stack, and ends the process.
 * @template T
 * @param {Promise<T>} step
 */
export async function orExit(step) {
  try {
    return await step;
  } catch (error) {
    console.error(messageOf(error));
    process.exit(1);
  }
}
