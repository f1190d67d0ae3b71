import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import type { Respect } from '../respect/respect.js';

/** Larger files are data, or generated. */
const mostBytes = 512 * 1024;
/** A person's own code; what packages bring along, and what a build makes, is theirs to be ignored. */
const otherPeoples =
  /(^|\/)(node_modules|bower_components|vendor|third_party|\.git|\.hg|\.svn|dist|out|build|target|\.venv|venv|__pycache__)\//;
/** Texts without words of their own. */
const generated = /(\.min\.\w+|\.map|\.lock|-lock\.(json|yaml)|\.snap|\.svg|\.csv|\.ipynb)$/i;

/** Which files of the workspace the index may read: never more than what Inkling reads anyway. */
export class IndexRules {
  /** By the folder that they stand in, as a path with `/` at its end; the outermost first. */
  private readonly ignores: { readonly folder: string; readonly rules: Ignore }[] = [];

  private constructor(private readonly respect: Respect) {}

  /** Reads all `.gitignore` files of the workspace. */
  static async read(respect: Respect): Promise<IndexRules> {
    const rules = new IndexRules(respect);
    const files = await vscode.workspace.findFiles('**/.gitignore', '**/node_modules/**', 500);
    for (const file of files.sort((a, b) => a.path.length - b.path.length)) {
      const text = Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8');
      const folder = file.path.slice(0, -'.gitignore'.length);
      rules.ignores.push({ folder, rules: ignore({ allowRelativePaths: true }).add(text) });
    }
    return rules;
  }

  /** Whether a file may be read, by its name and place. */
  allow(uri: vscode.Uri): boolean {
    const { path } = uri;
    if (otherPeoples.test(path) || generated.test(path) || this.respect.unread(uri)) return false;
    return this.respect.isLearned(uri) && !this.isIgnored(path);
  }

  /** The innermost rule that says something counts, as git has it. */
  private isIgnored(path: string): boolean {
    let isIgnored = false;
    for (const { folder, rules } of this.ignores) {
      if (!path.startsWith(folder)) continue;
      const found = rules.test(path.slice(folder.length));
      if (found.ignored) isIgnored = true;
      if (found.unignored) isIgnored = false;
    }
    return isIgnored;
  }
}

/** Whether a file of this size is read. */
export const isReadableSize = (sizeBytes: number): boolean => sizeBytes > 0 && sizeBytes <= mostBytes;

/** A file with a zero byte near its start is no text. */
export const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 4096).includes(0);
