import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Over this channel the soaked worker is asked for what only its own thread can tell. */
export const channelName = 'inkling-soak';

/** The memory of one thread's JavaScript, in bytes, after everything unreachable was collected. */
export interface ThreadMemory {
  readonly heapBytes: number;
  /** What the heap occupies, with the room that it keeps for new objects: tens of megabytes that come and go. */
  readonly occupiedBytes: number;
  /** Array buffers and other memory that JavaScript objects own outside of the heap. */
  readonly externalBytes: number;
  /** Timers, ports and files that are open in the thread's event loop. */
  readonly resources: number;
}

let collect: (() => void) | undefined;

function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  // Once for the objects, and once more for what their finalizers released.
  collect();
  collect();
}

/** Collects garbage in the calling thread and measures what is left. */
export function measureThread(): ThreadMemory {
  collectGarbage();
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  return {
    heapBytes: heapUsed,
    occupiedBytes: heapTotal,
    externalBytes: external,
    resources: process.getActiveResourcesInfo().length,
  };
}
