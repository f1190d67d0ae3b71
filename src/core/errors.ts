/**
 * An error that the user can fix. The message is shown as it is and names the next step. Every other error is a bug: it
 * goes to the log with its stack and is never shown per keystroke.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
