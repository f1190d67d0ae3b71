/**
 * The worker as it ships, which also tells its memory: only a thread itself knows its heap.
 */
import { BroadcastChannel } from 'node:worker_threads';
import { channelName, measureThread } from './memoryChannel.js';
import '../../src/engine/platform/node/worker.js';

const channel = new BroadcastChannel(channelName);
channel.onmessage = (event: unknown) => {
  if ((event as { data: unknown }).data === 'measure') channel.postMessage(measureThread());
};
// It must not keep the thread alive once the engine is disposed.
channel.unref();
