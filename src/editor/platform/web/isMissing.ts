/** Whether an error of `vscode.workspace.fs` says that there is no such file or folder. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'FileNotFound' || error.code === 'EntryNotFound');
