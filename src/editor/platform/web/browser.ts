/**
 * The browser's own names that the editor's platform uses. The types of all of them (`lib.dom`) would hide mistakes in code
 * that runs in Node.
 */
interface BrowserGlobals {
  readonly navigator: {
    readonly userAgent: string;
    readonly hardwareConcurrency?: number;
    /** Absent in pages from plain http addresses other than localhost. */
    readonly locks?: LockManager;
  };
}

/** The part of the Web Locks API that is used here. */
export interface LockManager {
  request<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/** The browser, as it describes itself. */
export const { navigator } = globalThis as unknown as BrowserGlobals;
