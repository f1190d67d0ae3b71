import type * as vscode from 'vscode';
import type { LocalFiles } from '../../platform/localFiles.js';

/** How much of a kind of file system the index reads. */
export interface ReadingLimits {
  readonly maxFiles: number;
  /** Of the files' content. */
  readonly maxBytes: number;
  /** Folders that are listed. */
  readonly maxFolders: number;
  readonly maxFilesAtOnce: number;
}

/** The index is for one project; larger trees are collections of projects. */
const local: ReadingLimits = { maxFiles: 20_000, maxBytes: Infinity, maxFolders: Infinity, maxFilesAtOnce: 1 };

/** Files of the machine that the window is connected to, or that the browser has access to: a read takes milliseconds. */
const connected: ReadingLimits = { maxFiles: 5000, maxBytes: 20e6, maxFolders: 5000, maxFilesAtOnce: 4 };

/**
 * Files of another extension. Each read may be a request to a service that counts them: GitHub allows a signed-in user
 * 5000 in an hour.
 */
const provided: ReadingLimits = { maxFiles: 500, maxBytes: 5e6, maxFolders: 250, maxFilesAtOnce: 4 };

const connectedSchemes: readonly string[] = ['file', 'vscode-remote', 'vscode-userdata'];

/** The limits for the files of a scheme; `file` is this machine's only where the extension itself may read it. */
export function readingLimits({ scheme }: Pick<vscode.Uri, 'scheme'>, files: LocalFiles | undefined): ReadingLimits {
  if (files && scheme === 'file') return local;
  return connectedSchemes.includes(scheme) ? connected : provided;
}

/** The files that one reading of the workspace still has room for. */
export class ReadingRoom {
  private readonly taken = new Map<ReadingLimits, { files: number; bytes: number }>();
  private hasRefused = false;

  /** @param files absent where the extension has no access to the files of its machine. */
  constructor(private readonly files: LocalFiles | undefined) {}

  /** Whether a file had to be left out. */
  get isExceeded(): boolean {
    return this.hasRefused;
  }

  limitsOf(uri: vscode.Uri): ReadingLimits {
    return readingLimits(uri, this.files);
  }

  /** Takes the place of a file; false if there is none left. */
  take(uri: vscode.Uri): boolean {
    if (this.hasPlace(uri)) {
      this.takenOf(uri).files++;
      return true;
    }
    this.exceed();
    return false;
  }

  /** Whether a file was refused, so that others like it need not be looked for; never for those of this machine. */
  isFull(uri: vscode.Uri): boolean {
    return this.limitsOf(uri) !== local && this.isExceeded && !this.hasPlace(uri);
  }

  addBytes(uri: vscode.Uri, sizeBytes: number): void {
    this.takenOf(uri).bytes += sizeBytes;
  }

  /** Tells that there are more files than are looked at. */
  exceed(): void {
    this.hasRefused = true;
  }

  private hasPlace(uri: vscode.Uri): boolean {
    const { files, bytes } = this.takenOf(uri);
    const { maxFiles, maxBytes } = this.limitsOf(uri);
    return files < maxFiles && bytes < maxBytes;
  }

  private takenOf(uri: vscode.Uri): { files: number; bytes: number } {
    const limits = this.limitsOf(uri);
    let taken = this.taken.get(limits);
    if (!taken) this.taken.set(limits, (taken = { files: 0, bytes: 0 }));
    return taken;
  }
}
