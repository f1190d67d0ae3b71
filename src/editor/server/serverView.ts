import type { EngineChoice } from '../../core/engines/engineRouter.js';
import type { UserError } from '../../core/errors.js';
import type { ServerState } from '../../core/server/serverInfo.js';

/** The server as the status bar, the menu and the report show it. */
export interface ServerView {
  /** The setting. */
  readonly chosen: EngineChoice;
  /** Host and port; absent without a usable address. */
  readonly host?: string;
  /** Whether the address is this machine's. */
  readonly isLocal: boolean;
  readonly state: ServerState;
  readonly isWorking: boolean;
  /** Why the server must not be asked, although it is chosen. */
  readonly problem?: UserError;
}
