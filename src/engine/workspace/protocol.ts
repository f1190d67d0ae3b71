import type { IndexState } from '../../core/workspace/workspaceIndex.js';

/** A message of the host to the workspace's index. Paths are those of requests, relative to the workspace. */
export type WorkspaceChange =
  /**
   * A file is there, or has a new text. Answered once its tokens are in the index, so a host that waits for the answer
   * before it sends some more never has many texts under way. A text that cannot be encoded is answered with the error,
   * and its file is in the index no more.
   */
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly text: string;
      /** The host's identifier of this version; stored, and returned after `load`. */
      readonly stamp?: string;
      /** Whether the user edited it since the start: then it counts as near. */
      readonly isEdited?: boolean;
    }
  | { readonly kind: 'remove'; readonly path: string }
  /** Clears the index, and the saved one in `folder`. */
  | { readonly kind: 'clear'; readonly folder?: string }
  /** Saves the sorted part in a file in `folder`, for the next start. */
  | { readonly kind: 'save'; readonly folder: string }
  /** Loads a saved index, unless it is damaged or another model's. Files that were updated since stay as they are. */
  | { readonly kind: 'load'; readonly folder: string }
  /** Does what is left to do without pauses, and answers when it is done. */
  | { readonly kind: 'finish' }
  | { readonly kind: 'state' };

/** Result of loading a saved index. `unreadable`: the file system refuses, perhaps only for a moment. */
export type LoadOutcome = 'loaded' | 'absent' | 'damaged' | 'unreadable' | 'other model';

/** The index after a change. */
export interface WorkspaceState extends IndexState {
  /** Texts that wait for their turn. */
  readonly waiting: number;
  /** Only after `load`. */
  readonly outcome?: LoadOutcome;
  /** Stamps of all files by path: what the host need not read again. Only after `load`. */
  readonly stamps?: readonly (readonly [path: string, stamp: string])[];
}
