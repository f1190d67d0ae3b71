import { readdirSync, readFileSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';
import { channelName, measureThread, type ThreadMemory } from './memoryChannel.js';

/** The memory and handles of the process and both threads at one moment. */
export interface MemorySample {
  readonly rssBytes: number;
  /** Resident memory that belongs to no file: heaps and native pools. Only on Linux, as all that follows. */
  readonly anonymousBytes?: number;
  readonly openFiles?: number;
  readonly threads?: number;
  readonly host: ThreadMemory;
  /** Absent while the thread is starting. */
  readonly worker?: ThreadMemory;
}

const isLinux = process.platform === 'linux';

function linuxFigures(): Pick<MemorySample, 'anonymousBytes' | 'openFiles' | 'threads'> {
  if (!isLinux) return {};
  const kilobytes = /^RssAnon:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return {
    ...(kilobytes === undefined ? {} : { anonymousBytes: Number(kilobytes) * 1024 }),
    // Minus the one that reads the folder.
    openFiles: readdirSync('/proc/self/fd').length - 1,
    threads: readdirSync('/proc/self/task').length,
  };
}

/** Measures this process and its worker; call while both are idle. */
export class Meter {
  private readonly channel = new BroadcastChannel(channelName);

  async sample(): Promise<MemorySample> {
    const worker = await this.workerMemory();
    const host = measureThread();
    return { rssBytes: process.memoryUsage.rss(), ...linuxFigures(), host, ...(worker ? { worker } : {}) };
  }

  private workerMemory(): Promise<ThreadMemory | undefined> {
    return new Promise((resolve) => {
      const answer = (memory: ThreadMemory | undefined): void => {
        clearTimeout(timer);
        resolve(memory);
      };
      const timer = setTimeout(() => answer(undefined), 10_000);
      this.channel.onmessage = (event: unknown) => answer((event as { data: ThreadMemory }).data);
      this.channel.postMessage('measure');
    });
  }

  dispose(): void {
    this.channel.close();
  }
}
