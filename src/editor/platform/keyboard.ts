/** Node's process, which browsers lack; there, the system is part of the browser's name. */
const { process, navigator } = globalThis as {
  readonly process?: { readonly platform: string };
  readonly navigator?: { readonly userAgent: string };
};

/**
 * Whether keys are named as on a Mac. In a remote window the extension host may run on another system than the keyboard's;
 * VS Code does not tell it which.
 */
export const isMac = process ? process.platform === 'darwin' : /\bMac OS\b/.test(navigator?.userAgent ?? '');
