import type { IndexState } from '../../core/workspace/workspaceIndex.js';

/** What a host tells the workspace's index. Paths are those of requests: as the person sees them. */
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
      /** What the host knows this version by; kept, and given back after `load`. */
      readonly stamp?: string;
      /** Whether the person edited it since the start: then it counts as near. */
      readonly isEdited?: boolean;
    }
  | { readonly kind: 'remove'; readonly path: string }
  /** Forgets everything, also what is kept in `folder`. */
  | { readonly kind: 'clear'; readonly folder?: string }
  /** Keeps what is sorted by now in a file in `folder`, for the next start. */
  | { readonly kind: 'save'; readonly folder: string }
  /** Takes in what was kept, unless it is damaged or another model's. Files that were updated since stay as they are. */
  | { readonly kind: 'load'; readonly folder: string }
  /** Does what is left to do without pauses, and answers when it is done. */
  | { readonly kind: 'finish' }
  | { readonly kind: 'state' };

/** What became of a kept index. `unreadable`: the file system refuses, perhaps for a moment only. */
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
