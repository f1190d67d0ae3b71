import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The channel on which the soaked worker reports its thread's memory. */
export const channelName = 'inkling-soak';

/** The memory of one thread's JavaScript, in bytes, after garbage collection. */
export interface ThreadMemory {
  readonly heapBytes: number;
  /** The heap including its room for new objects: tens of megabytes that come and go. */
  readonly occupiedBytes: number;
  /** Array buffers and other memory of JavaScript objects outside the heap. */
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
  // Once for the objects, and once more for those that their finalizers released.
  collect();
  collect();
}

/** Collects garbage in the calling thread and measures its memory. */
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
