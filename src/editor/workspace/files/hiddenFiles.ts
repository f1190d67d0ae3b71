import * as vscode from 'vscode';
import { compileExcludes } from '../../../core/policy/globs/excludes.js';

/** Whether a file is hidden, by its path relative to the workspace folder. */
export type IsHidden = (path: string) => boolean;

/**
 * The files that the setting `files.exclude` hides from the user; so they are no part of the project that is looked at.
 * A pattern that depends on another file (`when`) hides nothing here.
 */
export function hiddenFiles(folder: vscode.Uri): IsHidden {
  const patterns = vscode.workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude', {});
  const excludes = compileExcludes(Object.keys(patterns).filter((pattern) => patterns[pattern] === true));
  return (path) => excludes.match({ relative: path, absolute: `${folder.path}/${path}` });
}
