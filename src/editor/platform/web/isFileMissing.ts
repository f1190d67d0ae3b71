/** Whether an error of `vscode.workspace.fs` says that there is no such file or folder. */
export const isFileMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'FileNotFound' || error.code === 'EntryNotFound');
