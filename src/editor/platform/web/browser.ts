/**
 * The browser's own names that the editor's platform uses. The types of all of them (`lib.dom`) would hide mistakes in code
 * that runs in Node.
 */
interface BrowserGlobals {
  readonly crypto: { getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> };
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

const globals = globalThis as unknown as BrowserGlobals;

/** The browser, as it describes itself. */
export const { navigator } = globals;

const nonceBytes = 16;

/** A text that cannot be guessed. Pages from plain http addresses have this part of the Web Crypto API, too. */
export function newNonce(): string {
  const random = globals.crypto.getRandomValues(new Uint8Array(nonceBytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
