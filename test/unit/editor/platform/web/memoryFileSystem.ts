import { FileSystemError, type FileSystem, type Uri } from 'vscode';

type UsedFileSystem = Pick<FileSystem, 'readFile' | 'writeFile' | 'rename' | 'delete' | 'createDirectory'>;

/** A file system of the editor, in memory, by the files' addresses. */
export class MemoryFileSystem implements UsedFileSystem {
  readonly files = new Map<string, string>();
  /** The addresses that were read. */
  readonly reads: string[] = [];
  /** Thrown by all calls but reads, as a full disk does. */
  failure: Error | undefined;

  readFile(uri: Uri): Promise<Uint8Array> {
    this.reads.push(uri.toString(true));
    return Promise.resolve().then(() => new TextEncoder().encode(this.existing(uri)));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    await this.change();
    this.files.set(uri.toString(true), new TextDecoder().decode(content));
  }

  async rename(from: Uri, to: Uri, { overwrite = false } = {}): Promise<void> {
    await this.change();
    const text = this.existing(from);
    if (!overwrite && this.files.has(to.toString(true))) throw new FileSystemError('exists');
    this.files.delete(from.toString(true));
    this.files.set(to.toString(true), text);
  }

  async delete(uri: Uri): Promise<void> {
    await this.change();
    this.existing(uri);
    this.files.delete(uri.toString(true));
  }

  createDirectory(): Promise<void> {
    return this.change();
  }

  private async change(): Promise<void> {
    await Promise.resolve();
    if (this.failure) throw this.failure;
  }

  private existing(uri: Uri): string {
    const text = this.files.get(uri.toString(true));
    if (text === undefined) throw FileSystemError.FileNotFound(uri.toString(true));
    return text;
  }
}
