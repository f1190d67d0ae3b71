import * as vscode from 'vscode';

/** Each read may be a request over a network, and servers limit how many they answer at once. */
const maxAtOnce = 4;
/** Long enough for the largest file over a slow connection. */
const answerMs = 10_000;
const maxUnanswered = 3;
/** A file system that does not answer is left alone for this long. */
const restMs = 60_000;

/** What a file system says for good; other errors may be a connection that is down. */
const certain: readonly string[] = ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory', 'NoPermissions'];

const noAnswer = (): vscode.FileSystemError => vscode.FileSystemError.Unavailable('no answer');

/** When a file system is given up. */
export interface EditorFilesTime {
  /** A clock in milliseconds that only goes forward. */
  now(): number;
  readonly answerMs: number;
}

const usualTime: EditorFilesTime = { now: () => performance.now(), answerMs };

/** The part of `vscode.workspace.fs` that is used here. */
export type EditorFileSystem = Pick<vscode.FileSystem, 'stat' | 'readFile' | 'readDirectory'>;

/**
 * Reads files through the editor, a few at a time. A file system that does not answer, such as another extension's whose
 * server is gone, is given up after some seconds: all later reads fail at once for a while.
 */
export class EditorFiles {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private unanswered = 0;
  private restsUntilMs = -Infinity;
  private lostFolder = false;

  constructor(
    private readonly fs: EditorFileSystem = vscode.workspace.fs,
    private readonly time: EditorFilesTime = usualTime,
  ) {}

  /** Whether files may be there that were not seen: a folder could not be listed, perhaps only for a moment. */
  get isIncomplete(): boolean {
    return this.lostFolder || this.isSilent;
  }

  private get isSilent(): boolean {
    return this.time.now() < this.restsUntilMs;
  }

  /** @throws FileSystemError, as all reads here do. */
  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.read(() => this.fs.stat(uri));
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.read(() => this.fs.readFile(uri));
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    try {
      return await this.read(() => this.fs.readDirectory(uri));
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && certain.includes(error.code))) this.lostFolder = true;
      throw error;
    }
  }

  private async read<T>(start: () => Thenable<T>): Promise<T> {
    if (this.running < maxAtOnce) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      if (this.isSilent) throw noAnswer();
      const answer = await this.answerOf(start());
      this.unanswered = 0;
      return answer;
    } finally {
      // The place goes to the next one.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private async answerOf<T>(answer: Thenable<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (++this.unanswered >= maxUnanswered) this.restsUntilMs = this.time.now() + restMs;
        reject(noAnswer());
      }, this.time.answerMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
