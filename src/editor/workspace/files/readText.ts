import * as vscode from 'vscode';
import type { FileStatus, LocalFiles } from '../../platform/localFiles.js';
import { decodeText, type EditorDecode } from './decodeText.js';
import type { EditorFiles } from './editorFiles.js';
import { kindOfType } from './editorTree.js';
import type { LeftOutReason } from './leftOut.js';

/** Larger files are data, or generated. */
export const maxFileBytes = 512 * 1024;

/** A file as it is now. */
export type ReadFile =
  | { readonly kind: 'text'; readonly text: string; readonly stamp: string; readonly sizeBytes: number }
  | { readonly kind: 'unchanged'; readonly sizeBytes: number }
  | { readonly kind: 'empty' | 'gone' }
  | { readonly kind: 'leftOut'; readonly reason: LeftOutReason };

/** `vscode.workspace.decode` and a document's encoding came with VS Code 1.100. */
type Decode = (bytes: Uint8Array, options: { uri: vscode.Uri } | { encoding: string }) => Thenable<string>;
const { decode } = vscode.workspace as { decode?: Decode };

const leftOut = (reason: LeftOutReason): ReadFile => ({ kind: 'leftOut', reason });

/** Reads files' texts in the editor's encoding, as the settings are now, and follows no link. */
export class TextReader {
  /** By workspace folder. */
  private readonly encodings = new Map<string, string>();

  /**
   * @param local absent where the extension has no access to the files of its machine.
   * @param others reads what is not on this machine.
   */
  constructor(
    private readonly local: LocalFiles | undefined,
    private readonly others: EditorFiles,
  ) {}

  /** @param knownStamp a file with this stamp is not read again. */
  async read(uri: vscode.Uri, knownStamp: string | undefined): Promise<ReadFile> {
    try {
      const { kind, mtimeMs, sizeBytes } = await this.statusOf(uri);
      if (kind !== 'file') return kind === 'link' ? leftOut('link') : { kind: 'gone' };
      if (sizeBytes === 0) return { kind: 'empty' };
      if (sizeBytes > maxFileBytes) return leftOut('large');
      const encoding = this.encodingOf(uri);
      const stamp = encoding === 'utf8' ? `${mtimeMs} ${sizeBytes}` : `${mtimeMs} ${sizeBytes} ${encoding}`;
      // A file system that knows no times cannot tell whether a file has changed.
      if (stamp === knownStamp && mtimeMs > 0) return { kind: 'unchanged', sizeBytes };
      const bytes = await this.bytesOf(uri);
      if (!bytes) return leftOut('large');
      const text = await decodeText(bytes, encoding, decode && ((content) => decoded(decode, content, uri)));
      return text === undefined ? leftOut('notText') : { kind: 'text', text, stamp, sizeBytes: bytes.length };
    } catch (error) {
      return whyUnread(error);
    }
  }

  private async statusOf(uri: vscode.Uri): Promise<FileStatus> {
    if (this.local && uri.scheme === 'file') return this.local.status(uri.fsPath);
    const { type, mtime, size } = await this.others.stat(uri);
    return { kind: kindOfType(type), mtimeMs: mtime, sizeBytes: size };
  }

  private async bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    if (this.local && uri.scheme === 'file') return this.local.read(uri.fsPath, maxFileBytes);
    const bytes = await this.others.readFile(uri);
    // It may have grown since, or its file system does not know sizes.
    return bytes.length > maxFileBytes ? undefined : bytes;
  }

  private encodingOf(uri: vscode.Uri): string {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const name = folder?.toString() ?? '';
    let encoding = this.encodings.get(name);
    if (encoding === undefined) {
      encoding = vscode.workspace.getConfiguration('files', folder).get<string>('encoding', 'utf8');
      this.encodings.set(name, encoding);
    }
    return encoding;
  }
}

async function decoded(decode: Decode, bytes: Uint8Array, uri: vscode.Uri): ReturnType<EditorDecode> {
  const name = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === name);
  // An open document may have been given another encoding.
  const { encoding } = (open ?? {}) as { encoding?: string };
  try {
    return await decode(bytes, encoding === undefined ? { uri } : { encoding });
  } catch {
    // The editor takes it for no text, and would not show it either.
    return undefined;
  }
}

/**
 * What an error of a file system says about the file itself.
 *
 * @throws the error if it is passing, such as a process without a free descriptor, or a bug: then what the index has of
 *   the file stays.
 */
function whyUnread(error: unknown): ReadFile {
  const code = (error as { readonly code?: unknown }).code;
  switch (code) {
    case 'FileNotFound':
    case 'FileNotADirectory':
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'gone' };
    // It became a link since it was looked at.
    case 'ELOOP':
      return leftOut('link');
    case 'FileIsADirectory':
    case 'NoPermissions':
    case 'EISDIR':
    case 'EACCES':
    case 'EPERM':
      return leftOut('unreadable');
    default:
      throw error;
  }
}
