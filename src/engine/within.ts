/**
 * Waits for something that may never end.
 *
 * @param ended never rejects.
 * @returns whether it ended within `limitMs` milliseconds.
 */
export async function within(ended: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), limitMs)));
  try {
    return await Promise.race([ended.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
