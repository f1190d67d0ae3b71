import { newChannel } from './browser.js';

const { port1, port2 } = newChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/**
 * Resolves after the messages that have come until now are heard. A forward of WebAssembly ends within its task, and so a
 * loop of forwards would never hear that its request is void. A message to itself, because browsers delay nested timers
 * by 4 ms.
 */
export const nextMacrotask = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
