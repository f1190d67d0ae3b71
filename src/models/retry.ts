import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import type { Fault } from './fault.js';

/** Number of retries after each kind of failure, as long as nothing new arrives. */
const triesAgain = { busy: 5, dropped: 5, slow: 2, away: 5, wrong: 1, final: 0 } as const;
/** Fewer new bytes are no progress: a connection that breaks after each byte would be tried again for ever. */
const progressBytes = 16_384;
/** A server that never answered is more likely a wrong address than a broken line. */
const triesAgainUnseen = 2;
const firstWaitMs = 1000;
/** If a server asks for a longer wait, the user is told instead. */
const longestWaitMs = 120_000;

const keeping: readonly Fault['kind'][] = ['busy', 'dropped', 'slow', 'away'];

const andKept = (message: string): string =>
  t('{0} The partial download was kept. To resume it, run "Inkling: Choose Model".', message);

/** Options of retries. */
export interface RetryOptions {
  /** @returns undefined for a bug, which is thrown on. */
  readonly faultOf: (error: unknown) => Fault | undefined;
  /** Grows with each new byte that has arrived; a failure after enough new bytes begins the count again. */
  readonly arrived: () => number;
  /** Resolves after that time, or rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onWait?: (ms: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs a task until it succeeds, waiting 1, 2, 4 … seconds between failures that may pass, or as long as the server asks.
 *
 * @throws UserError once trying again is of no use; whatever the task threw if it is a bug, or the signal is aborted.
 */
export async function withRetries<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { faultOf, arrived, wait, onWait, signal } = options;
  const failures = { busy: 0, dropped: 0, slow: 0, away: 0, wrong: 0, final: 0 };
  let best = arrived();
  let counted = best;
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (signal.aborted) throw error;
      const fault = faultOf(error);
      if (!fault) throw error;
      best = Math.max(best, arrived());
      if (best >= counted + progressBytes) {
        Object.assign(failures, { busy: 0, dropped: 0, away: 0, wrong: 0 });
        counted = best;
      }
      const failed = ++failures[fault.kind];
      const allowed = fault.kind === 'away' && best === 0 ? triesAgainUnseen : triesAgain[fault.kind];
      const waitMs = Math.max(fault.retryAfterMs ?? 0, firstWaitMs * 2 ** (failed - 1));
      if (failed > allowed || waitMs > longestWaitMs) {
        const isKept = best > 0 && keeping.includes(fault.kind);
        throw new UserError(isKept ? andKept(fault.message) : fault.message, { cause: error });
      }
      onWait?.(waitMs);
      await wait(waitMs, signal);
    }
  }
}
