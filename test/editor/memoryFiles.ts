import * as vscode from 'vscode';

/** When a file system answers: as usual, never, or with an error of the kind that a lost connection gives. */
export type Answers = 'at once' | 'never' | 'unavailable';

interface Entry {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** A file system in memory, as extensions for servers, archives and repositories register one. */
export class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly files = new Map<string, Entry>();
  private readonly change = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registration: vscode.Disposable;
  private time = 0;

  readonly onDidChangeFile = this.change.event;
  answers: Answers = 'at once';

  constructor(
    readonly scheme: string,
    options: { readonly isReadonly?: boolean } = {},
  ) {
    const isCaseSensitive = true;
    this.registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive, ...options });
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.scheme, path });
  }

  /** Writes a file as another user of the file system does. */
  put(path: string, text: string): vscode.Uri {
    const type = this.files.has(path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(path, { bytes: Buffer.from(text), mtime: ++this.time });
    this.change.fire([{ type, uri: this.uri(path) }]);
    return this.uri(path);
  }

  textOf(path: string): string | undefined {
    return this.files.get(path)?.bytes.toString();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): Promise<vscode.FileStat> {
    return this.answer(() => {
      const file = this.files.get(path);
      if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length };
      if (this.below(path).length === 0) throw vscode.FileSystemError.FileNotFound(path);
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    });
  }

  readDirectory({ path }: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.answer(() => {
      const entries = this.below(path).map((rest): [string, vscode.FileType] => {
        const [name, ...deeper] = rest.split('/');
        return [name!, deeper.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
      });
      return [...new Map(entries)];
    });
  }

  readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    return this.answer(() => {
      const file = this.files.get(path);
      if (!file) throw vscode.FileSystemError.FileNotFound(path);
      return file.bytes;
    });
  }

  writeFile({ path }: vscode.Uri, bytes: Uint8Array): Promise<void> {
    return this.answer(() => void this.files.set(path, { bytes: Buffer.from(bytes), mtime: ++this.time }));
  }

  createDirectory(): void {
    // A folder is there with its first file.
  }

  delete({ path }: vscode.Uri): Promise<void> {
    return this.answer(() => void this.files.delete(path));
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.registration.dispose();
    this.change.dispose();
  }

  private answer<T>(give: () => T): Promise<T> {
    if (this.answers === 'never') return new Promise<T>(() => undefined);
    if (this.answers === 'unavailable') return Promise.reject(vscode.FileSystemError.Unavailable('No connection.'));
    // A provider may throw as well as reject.
    return Promise.resolve().then(give);
  }

  /** The paths of the files in a folder, relative to it. */
  private below(folder: string): string[] {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  }
}
