/** The connection ended before all bytes were there. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

/** The server sent something other than it announced: too much, or other bytes. */
export class WrongContent extends Error {
  override readonly name = 'WrongContent';
}

/** The meaning of a failure for a download. `message` is for the user, once there are no further tries. */
export interface Fault {
  /**
   * `busy`, `dropped`: may pass. `slow`: worth only a few tries. `away`: the server cannot be reached at all. `wrong`:
   * other bytes than announced. `final`: another try would fail, too.
   */
  readonly kind: 'busy' | 'dropped' | 'slow' | 'away' | 'wrong' | 'final';
  readonly message: string;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
}

/** The parts of a download that a message names. */
export interface Source {
  readonly id: string;
  /** The requested file. */
  readonly path: string;
  readonly host: string;
  /** The folder that the model is written to. */
  readonly folder: string;
}

export const finalFault = (message: string): Fault => ({ kind: 'final', message });
