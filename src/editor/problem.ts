/** What went wrong. The message and the frames may name files, and quote code. */
export interface Problem {
  readonly message: string;
  /** The name of an error's class; absent for what is no error. */
  readonly kind?: string;
  readonly code?: unknown;
  /** The lines of an error's stack, without its message. */
  readonly frames?: readonly string[];
}

/** What a report may need of an error. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { message: String(error), kind: 'Error' };
  const { name, message, stack = '' } = error;
  // A message may look like a frame, so only what follows it counts.
  const end = stack.indexOf(message);
  const frames = end < 0 ? [] : stack.slice(end + message.length).split('\n');
  return {
    message,
    kind: name,
    frames: frames.filter((line) => /^\s+at /.test(line)),
    ...('code' in error ? { code: error.code } : {}),
  };
}
