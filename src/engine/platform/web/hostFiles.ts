import type { Message, Port } from './browser.js';

/**
 * Files that a worker in a browser reaches through its host: those of the extension, and those kept in its storage.
 * Paths are addresses.
 */
export interface HostFiles {
  /** @returns undefined if there is no such file. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** @param bytes the caller gives them away. */
  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(path: string): Promise<void>;
}

/** A request of the worker. Ids grow. */
type FileRequest =
  | { readonly id: number; readonly call: 'read' | 'remove'; readonly path: string }
  | { readonly id: number; readonly call: 'write'; readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

type FileAnswer =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> | undefined }
  | { readonly id: number; readonly error: string };

async function answerTo(request: FileRequest, files: HostFiles): Promise<FileAnswer> {
  const { id, call, path } = request;
  try {
    if (call === 'write') await files.write(path, request.bytes);
    if (call === 'remove') await files.remove(path);
    return { id, bytes: call === 'read' ? await files.read(path) : undefined };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers a worker's requests for files. @param port the host's end of a channel. */
export function serveFiles(port: Port, files: HostFiles): void {
  port.onmessage = ({ data }: Message<FileRequest>) => {
    void answerTo(data, files).then((answer) => {
      // A model's bytes are moved, not copied.
      const moved = 'bytes' in answer && answer.bytes ? [answer.bytes.buffer] : [];
      port.postMessage(answer, moved);
    });
  };
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array<ArrayBuffer> | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The host's files as the worker sees them. */
export class RemoteFiles implements HostFiles {
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  /** @param port the worker's end of a channel. */
  constructor(private readonly port: Port) {
    port.onmessage = ({ data }: Message<FileAnswer>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.bytes);
    };
  }

  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.ask({ id: this.nextId++, call: 'read', path });
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.ask({ id: this.nextId++, call: 'write', path, bytes });
  }

  async remove(path: string): Promise<void> {
    await this.ask({ id: this.nextId++, call: 'remove', path });
  }

  private ask(request: FileRequest): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, { resolve, reject });
      // An index is moved, not copied.
      this.port.postMessage(request, 'bytes' in request ? [request.bytes.buffer] : []);
    });
  }
}
