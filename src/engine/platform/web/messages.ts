import type { Texts, ToWorker } from '../../protocol.js';
import type { Port } from './browser.js';

/** The first message to a worker in a browser. */
export interface StartMessage {
  readonly texts: Texts | undefined;
  /** The worker's end of the channel for files. */
  readonly files: Port;
  /** Address of the folder of the built files. */
  readonly folder: string;
}

/** Later messages: there is no shared memory for the ids of void requests. */
export type WebMessage = ToWorker | { readonly voidBelow: number };
