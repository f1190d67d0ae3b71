import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import type { Engine } from '../../engine/engine.js';
import type { WorkspaceChange, WorkspaceState } from '../../engine/workspace/protocol.js';
import { pause } from '../cancellation.js';
import type { LocalFiles } from '../platform/localFiles.js';
import type { LeftOut } from './files/leftOut.js';
import type { ReadingRoom } from './files/readingRoom.js';
import { maxFileBytes, TextReader } from './files/readText.js';
import type { WorkspaceFiles } from './files/workspaceFiles.js';

/** Looking at files costs the extension host little, but not nothing. */
const filesBetweenPauses = 25;
const pauseMs = 5;

/** Where the index is kept and which files it may read. */
export interface FeederParts {
  readonly engine: Pick<Engine, 'workspace'>;
  readonly files: WorkspaceFiles;
  /** Absent where the extension has no access to the files of its machine. */
  readonly local: LocalFiles | undefined;
  readonly leftOut: LeftOut;
  readonly room: ReadingRoom;
  /** The folder that VS Code gives the extension for this workspace; absent where no folder is open. */
  readonly folder: string | undefined;
  readonly signal: AbortSignal;
}

/** How much of the workspace is in the index. */
export interface IndexSize {
  readonly files: number;
  /** Whether files were left out because there are too many. */
  readonly isLimited: boolean;
}

/** A file or folder that was made, changed or deleted, or a document with a text that is not saved. */
export type FileChange =
  | { readonly kind: 'touched'; readonly uri: vscode.Uri }
  | { readonly kind: 'edited'; readonly document: vscode.TextDocument };

/** Called for a file that could not be read or indexed; the others continue. */
export type OnFailed = (uri: vscode.Uri, error: unknown) => void;

/** Where a file's text comes from: the disk, or a document with changes that are not saved. */
export const indexPath = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** Feeds the workspace's files to the engine's index: all of them once, then each that changes. */
export class WorkspaceFeeder {
  /** Paths of the files that the index was given. */
  private readonly known = new Set<string>();
  private readonly reader: TextReader;

  constructor(private readonly parts: FeederParts) {
    this.reader = new TextReader(parts.local, parts.files.editorFiles);
  }

  /** The number of files in the index, and whether the workspace has more than are read. */
  get size(): IndexSize {
    return { files: this.known.size, isLimited: this.parts.room.isExceeded };
  }

  /**
   * Loads the saved index and reads the files that changed since.
   *
   * @returns the index afterwards; undefined if it was cancelled.
   * @throws UserError if there is no usable model.
   */
  async readAll(onFailed: OnFailed): Promise<WorkspaceState | undefined> {
    const { files, folder, leftOut, room, signal } = this.parts;
    const kept = folder === undefined ? undefined : await this.tell({ kind: 'load', folder });
    const stamps = new Map(kept?.stamps);
    for (const path of stamps.keys()) this.known.add(path);
    const gone = new Set(this.known);
    let looked = 0;
    let reading: Promise<void>[] = [];
    for await (const uri of files.all()) {
      if (!room.take(uri)) {
        leftOut.add('overLimit');
        continue;
      }
      const path = indexPath(uri);
      gone.delete(path);
      reading.push(this.readOrTell(uri, stamps.get(path), onFailed));
      if (reading.length >= room.limitsOf(uri).maxFilesAtOnce) {
        await Promise.all(reading);
        reading = [];
      }
      if (++looked % filesBetweenPauses === 0) await pause(pauseMs, signal);
    }
    await Promise.all(reading);
    if (signal.aborted) return undefined;
    // What could not be listed may be there after all.
    if (!files.editorFiles.isIncomplete) for (const path of gone) await this.remove(path);
    return this.tell({ kind: 'state' });
  }

  /**
   * Brings the index up to date after changes.
   *
   * @throws UserError if there is no usable model.
   */
  async changed(changes: readonly FileChange[], onFailed: OnFailed): Promise<void> {
    const touched = changes.flatMap((change) => (change.kind === 'touched' ? [change.uri] : []));
    if (touched.length > 0) await this.touched(touched, onFailed);
    for (const change of changes) {
      if (change.kind !== 'edited') continue;
      const { document } = change;
      await tellingFailure(document.uri, () => this.edited(document), onFailed);
    }
  }

  /** Updates the index to the current files and removes the ones that are gone. */
  private async touched(uris: readonly vscode.Uri[], onFailed: OnFailed): Promise<void> {
    const gone = this.knownUnder(new Set(uris.map(indexPath)));
    const { files, room, signal } = this.parts;
    let looked = 0;
    for await (const uri of files.under(uris)) {
      const path = indexPath(uri);
      if (!this.known.has(path) && this.known.size >= room.limitsOf(uri).maxFiles) continue;
      gone.delete(path);
      await this.readOrTell(uri, undefined, onFailed);
      if (++looked % filesBetweenPauses === 0) await pause(pauseMs, signal);
    }
    if (signal.aborted) return;
    for (const path of gone) await this.remove(path);
  }

  /** A document has a new text, not saved yet. */
  private async edited(document: vscode.TextDocument): Promise<void> {
    const path = indexPath(document.uri);
    if (!(await this.parts.files.allows(document.uri))) return this.remove(path);
    const text = document.getText();
    if (text.length === 0 || text.length > maxFileBytes) return;
    this.known.add(path);
    await this.tell({ kind: 'update', path, text, isEdited: true });
  }

  /** Keeps the index for the next start. */
  async keep(): Promise<void> {
    const { folder } = this.parts;
    if (folder !== undefined) await this.tell({ kind: 'save', folder });
  }

  private readOrTell(uri: vscode.Uri, knownStamp: string | undefined, onFailed: OnFailed): Promise<void> {
    return tellingFailure(uri, () => this.read(uri, knownStamp), onFailed);
  }

  private async read(uri: vscode.Uri, knownStamp: string | undefined): Promise<void> {
    const path = indexPath(uri);
    const name = uri.toString();
    const file = await this.reader.read(uri, knownStamp);
    if (file.kind === 'leftOut') this.parts.leftOut.add(file.reason);
    if ('sizeBytes' in file) this.parts.room.addBytes(uri, file.sizeBytes);
    if (file.kind === 'unchanged') return;
    // Unsaved text in an editor is newer than the file.
    const unsaved = vscode.workspace.textDocuments.find((other) => other.isDirty && other.uri.toString() === name);
    if (unsaved) return this.edited(unsaved);
    if (file.kind !== 'text') return this.remove(path);
    this.known.add(path);
    await this.tell({ kind: 'update', path, text: file.text, stamp: file.stamp });
  }

  /** The paths in the index that are among the given ones, or in folders among them. */
  private knownUnder(paths: ReadonlySet<string>): Set<string> {
    const found = new Set([...paths].filter((path) => this.known.has(path)));
    // Single files are most of what changes: then there is no need to go through all.
    if (found.size === paths.size) return found;
    for (const path of this.known) {
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        if (!paths.has(path.slice(0, end))) continue;
        found.add(path);
        break;
      }
    }
    return found;
  }

  private async remove(path: string): Promise<void> {
    if (this.known.delete(path)) await this.tell({ kind: 'remove', path });
  }

  private async tell(change: WorkspaceChange): Promise<WorkspaceState | undefined> {
    return this.parts.signal.aborted ? undefined : this.parts.engine.workspace(change);
  }
}

/** Without a model no file is better than another: that failure is not the file's. */
async function tellingFailure(uri: vscode.Uri, task: () => Promise<void>, onFailed: OnFailed): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (error instanceof UserError) throw error;
    onFailed(uri, error);
  }
}
