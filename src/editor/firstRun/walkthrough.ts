import * as vscode from 'vscode';

/** The walkthrough's steps that have a picture. */
const steps = ['take', 'choose', 'menu'];

/** "Inkling: Open Walkthrough". */
export async function openWalkthrough(extension: Pick<vscode.Extension<unknown>, 'id'>): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#inkling.start`, false);
}

/**
 * Opens the picture of a step of the walkthrough as an editor. VS Code hides the pictures of walkthroughs in narrow editors,
 * such as beside a side bar in a window of 1280 px.
 */
export async function showPicture(
  extension: Pick<vscode.Extension<unknown>, 'extensionUri'>,
  step: unknown,
): Promise<void> {
  if (typeof step !== 'string' || !steps.includes(step)) return;
  const { Light, HighContrastLight } = vscode.ColorThemeKind;
  const isLight = [Light, HighContrastLight].includes(vscode.window.activeColorTheme.kind);
  const name = `step-${step}-${isLight ? 'light' : 'dark'}.png`;
  await vscode.commands.executeCommand(
    'vscode.open',
    vscode.Uri.joinPath(extension.extensionUri, 'media', 'walkthrough', name),
  );
}
