import type { HostFiles } from './hostFiles.js';

type Bytes = Uint8Array<ArrayBuffer> | undefined;

/**
 * Files of which some are read before they are asked for: while VS Code starts, its extension host needs hundreds of
 * milliseconds for each answer.
 */
export class FilesAhead implements HostFiles {
  private readonly begun = new Map<string, Promise<{ readonly bytes: Bytes } | undefined>>();

  /** @param ahead the files whose reading begins now. Each is kept until it is read once. */
  constructor(
    private readonly files: HostFiles,
    ahead: readonly string[],
  ) {
    // A failure is told to the reader, who tries again.
    for (const path of ahead)
      this.begun.set(
        path,
        files.read(path).then(asRead, () => undefined),
      );
  }

  async read(path: string): Promise<Bytes> {
    const begun = this.begun.get(path);
    this.begun.delete(path);
    const read = await begun;
    return read ? read.bytes : this.files.read(path);
  }

  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.files.write(path, bytes);
  }

  remove(path: string): Promise<void> {
    return this.files.remove(path);
  }
}

const asRead = (bytes: Bytes): { readonly bytes: Bytes } => ({ bytes });
