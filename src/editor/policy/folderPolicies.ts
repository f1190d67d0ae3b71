import * as vscode from 'vscode';
import { compileExcludes, type Excludes } from '../../core/policy/globs/excludes.js';
import { Disposable } from '../disposable.js';
import { fileOf } from '../notebookCells.js';
import type { Settings } from '../settings.js';

/** Which files of a workspace folder are read. */
interface FolderPolicy {
  readonly excludes: Excludes;
  /** Whether the index reads files that are not open. */
  readonly mayLearn: boolean;
}

const maxNamed = 3;
const maxNameLength = 60;

const shortened = (pattern: string): string =>
  JSON.stringify(pattern.length > maxNameLength ? `${pattern.slice(0, maxNameLength)}…` : pattern);

/** The settings on files to read, by workspace folder, compiled once until they change. */
export class FolderPolicies extends Disposable {
  private readonly byFolder = new Map<string, FolderPolicy>();
  private readonly told = new Set<string>();

  /** @param onProblem told a sentence about wrong patterns, once. */
  constructor(
    private readonly settings: Settings,
    private readonly onProblem: (message: string, setting: string) => void,
  ) {
    super();
    this.registerAll(
      settings.onDidChange(() => this.read()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.read()),
    );
    this.read();
  }

  isExcluded(uri: vscode.Uri): boolean {
    const file = fileOf(uri);
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const server = file.scheme === 'file' ? file.authority : '';
    return this.of(folder?.uri).excludes.match({
      relative: folder && vscode.workspace.asRelativePath(file, false),
      absolute: server + file.path,
    });
  }

  /** Whether the index may read a file that is not open, as far as the folder's settings say. */
  mayLearn(uri: vscode.Uri): boolean {
    return this.of(vscode.workspace.getWorkspaceFolder(uri)?.uri).mayLearn;
  }

  /** Reads all folders at once, so that a wrong pattern is told when it is written. */
  private read(): void {
    this.byFolder.clear();
    this.of(undefined);
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) this.of(uri);
  }

  private of(folder: vscode.Uri | undefined): FolderPolicy {
    const key = folder?.toString() ?? '';
    const known = this.byFolder.get(key);
    if (known) return known;
    const policy = {
      excludes: compileExcludes(this.settings.get('exclude', folder)),
      mayLearn: this.settings.get('workspace.learn', folder),
    };
    this.byFolder.set(key, policy);
    this.tell(policy.excludes.invalid);
    return policy;
  }

  private tell(invalid: readonly string[]): void {
    const added = invalid.filter((pattern) => !this.told.has(pattern));
    if (added.length === 0) return;
    added.forEach((pattern) => this.told.add(pattern));
    const named = added.slice(0, maxNamed).map(shortened).join(', ') + (added.length > maxNamed ? ', …' : '');
    const message = vscode.l10n.t(
      'The setting "inkling.exclude" contains invalid patterns: {0}. Until you fix them, Inkling excludes every file that they could match.',
      named,
    );
    this.onProblem(message, 'inkling.exclude');
  }
}
