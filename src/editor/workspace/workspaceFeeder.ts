import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import type { Engine } from '../../engine/engine.js';
import type { WorkspaceChange, WorkspaceState } from '../../engine/workspace/protocol.js';
import { pause } from '../cancellation.js';
import { isReadableSize, isText, type IndexRules } from './indexRules.js';

/** More files than that are no project that one person knows. */
const mostFiles = 20_000;
/** Looking at files costs the extension host little, but not nothing. */
const filesBetweenPauses = 25;
const pauseMs = 5;

/** Where the index is kept and who may be read. */
export interface FeederParts {
  readonly engine: Pick<Engine, 'workspace'>;
  readonly rules: IndexRules;
  /** The folder that VS Code gives the extension for this workspace; absent where no folder is open. */
  readonly folder: string | undefined;
  readonly signal: AbortSignal;
  /** Told of a file that could not be read or taken in; the others go on. */
  readonly onFailed: (uri: vscode.Uri, error: unknown) => void;
}

/** Where a file's text comes from: the disk, or a document with changes that are not saved. */
export const indexPath = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** Whether a file is not there, or not for this user to read. */
const isGone = (error: unknown): boolean =>
  error instanceof vscode.FileSystemError &&
  ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory', 'NoPermissions'].includes(error.code);

/** Tells the engine's index of the workspace's files: all of them once, then each that changes. */
export class WorkspaceFeeder {
  constructor(private readonly parts: FeederParts) {}

  /**
   * Takes in what was kept at the last end and reads what is new since.
   *
   * @returns the index afterwards; undefined if it was cancelled.
   */
  async readAll(): Promise<WorkspaceState | undefined> {
    const { folder, rules, signal, onFailed } = this.parts;
    const kept = folder === undefined ? undefined : await this.tell({ kind: 'load', folder });
    const stamps = new Map(kept?.stamps);
    const files = (await vscode.workspace.findFiles('**/*', undefined, mostFiles)).filter((uri) => rules.allow(uri));
    let looked = 0;
    for (const uri of files) {
      if (signal.aborted) return undefined;
      const path = indexPath(uri);
      try {
        await this.readIfNew(uri, stamps.get(path));
      } catch (error) {
        // Without a model no file is better than another.
        if (error instanceof UserError) throw error;
        onFailed(uri, error);
      }
      stamps.delete(path);
      if (++looked % filesBetweenPauses === 0) await pause(pauseMs, signal);
    }
    // Those that are left are gone, or may be read no more.
    for (const path of stamps.keys()) await this.tell({ kind: 'remove', path });
    return this.tell({ kind: 'state' });
  }

  /** A file was made or changed. */
  async changed(uri: vscode.Uri): Promise<void> {
    if (this.parts.rules.allow(uri)) await this.readIfNew(uri, undefined);
  }

  /** A document has a new text, not saved yet. */
  async edited(document: vscode.TextDocument): Promise<void> {
    if (!this.parts.rules.allow(document.uri)) return;
    const text = document.getText();
    if (!isReadableSize(text.length)) return;
    await this.tell({ kind: 'update', path: indexPath(document.uri), text, isEdited: true });
  }

  async removed(uri: vscode.Uri): Promise<void> {
    await this.tell({ kind: 'remove', path: indexPath(uri) });
  }

  /** Keeps the index for the next start. */
  async keep(): Promise<void> {
    const { folder } = this.parts;
    if (folder !== undefined) await this.tell({ kind: 'save', folder });
  }

  private async readIfNew(uri: vscode.Uri, knownStamp: string | undefined): Promise<void> {
    const name = uri.toString();
    const unsaved = vscode.workspace.textDocuments.find(
      (document) => document.isDirty && document.uri.toString() === name,
    );
    // What stands in an editor and is not saved yet is newer than the file.
    if (unsaved) return this.edited(unsaved);
    let text: string | undefined;
    let stamp: string;
    try {
      const { mtime, size, type } = await vscode.workspace.fs.stat(uri);
      stamp = `${mtime} ${size}`;
      if (stamp === knownStamp || type !== vscode.FileType.File) return;
      const bytes = isReadableSize(size) ? await vscode.workspace.fs.readFile(uri) : new Uint8Array(0);
      if (bytes.length > 0 && isText(bytes)) text = Buffer.from(bytes).toString('utf8');
    } catch (error) {
      // A file that is busy, or a process without a free descriptor, is another matter: the old text stays meanwhile.
      if (!isGone(error)) throw error;
      await this.removed(uri);
      return;
    }
    const path = indexPath(uri);
    await this.tell(text === undefined ? { kind: 'remove', path } : { kind: 'update', path, text, stamp });
  }

  private async tell(change: WorkspaceChange): Promise<WorkspaceState | undefined> {
    return this.parts.signal.aborted ? undefined : this.parts.engine.workspace(change);
  }
}
