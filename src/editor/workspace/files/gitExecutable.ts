import * as vscode from 'vscode';

/** The part of the built-in git extension's interface that is used here. */
interface GitExtension {
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/**
 * The git that the editor itself has found, so that the user's choice counts and no stub offers to install one.
 *
 * @returns undefined in a workspace that is not trusted, and where the extension is off or found no git.
 */
export async function gitExecutable(log: vscode.LogOutputChannel): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!vscode.workspace.isTrusted || !extension) return undefined;
  try {
    return (await extension.activate()).getAPI(1).git.path;
  } catch (error) {
    // It throws where it is switched off or has no git: the files of rules are read instead.
    log.info(`Git is not asked which files it ignores: ${(error as Error).message}`);
    return undefined;
  }
}
