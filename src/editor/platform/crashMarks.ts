/** Native work of which a crash would end the extension host. */
export type MarkedWork = 'loading' | 'trying';

/** Marks work during which the editor must not end, so that the next start knows of a crash. */
export interface CrashMarks {
  /** Whether an earlier window crashed at this work; told once. */
  takeCrash(): Promise<boolean>;
  /** The work begins. */
  arm(): void;
  /** The work is over, well or badly. */
  disarm(): void;
  /** The extension host is about to end: whatever is under way is no crash any more. */
  dispose(): void;
}
