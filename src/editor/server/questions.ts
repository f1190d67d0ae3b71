import * as vscode from 'vscode';
import type { EngineChoice } from '../../core/engines/engineRouter.js';
import { parseServerAddress, type ServerAddress } from '../../core/server/serverAddress.js';
import { addressProblemText } from './addressText.js';

const title = (): string => vscode.l10n.t('Inkling: Connect to Server');

/** Asks for the address of a server. @returns undefined if the user entered none. */
export async function askAddress(current: string): Promise<string | undefined> {
  const entered = await vscode.window.showInputBox({
    title: title(),
    prompt: vscode.l10n.t(
      'Address of a server with llama.cpp, vLLM, Ollama, LM Studio, or another OpenAI-compatible completions API',
    ),
    placeHolder: 'localhost:8080',
    value: current,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const address = parseServerAddress(text);
      // An empty box needs no complaint.
      return typeof address === 'string' && text.trim() !== '' ? addressProblemText(address) : undefined;
    },
  });
  return entered?.trim() === '' ? undefined : entered?.trim();
}

/**
 * Asks for the API key of a server.
 *
 * @param wasRejected whether the server has rejected the last one.
 * @returns undefined if the user cancelled, '' for none.
 */
export function askKey(host: string, wasRejected = false): Thenable<string | undefined> {
  const prompt = vscode.l10n.t('API key for {0}. VS Code stores it encrypted. Leave it empty for none.', host);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: Set Server API Key'),
    prompt: wasRejected ? `${vscode.l10n.t('The server rejected this API key.')} ${prompt}` : prompt,
    password: true,
    ignoreFocusOut: true,
  });
}

/** Asks whether code may be sent to another machine. */
export async function askConsent({ base, host }: ServerAddress): Promise<boolean> {
  const allow = vscode.l10n.t('Allow');
  const sent = vscode.l10n.t(
    'While you type or generate, Inkling sends this server the text around the cursor and the file\'s path. If you turn on "inkling.context.snippets" or "inkling.context.clipboard", it may also send lines of other files, or copied text. Files that hold secrets and files that you exclude are never sent.',
  );
  const isOpen = new URL(base).protocol === 'http:';
  const unencrypted = vscode.l10n.t('The connection is not encrypted: others on the network can read what is sent.');
  const end = vscode.l10n.t('To stop it, run "Inkling: Disconnect from Server".');
  const message = vscode.l10n.t('Allow Inkling to send code to {0}?', host);
  const detail = [sent, ...(isOpen ? [unencrypted] : []), end].join('\n\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, allow)) === allow;
}

/** Asks which of the server's models to use; the current one comes first. */
export async function askModel(models: readonly string[], current: string): Promise<string | undefined> {
  const items = models.map((label) => ({
    label,
    ...(label === current ? { description: vscode.l10n.t('in use') } : {}),
  }));
  items.sort((a, b) => Number(b.label === current) - Number(a.label === current));
  const options = {
    title: vscode.l10n.t('Inkling: Choose Server Model'),
    placeHolder: vscode.l10n.t('Choose a model of the server'),
  };
  return (await vscode.window.showQuickPick(items, { ...options, ignoreFocusOut: true }))?.label;
}

/** Asks which engines make suggestions from now on; the present choice comes first. */
export async function askEngine(current: EngineChoice): Promise<EngineChoice | undefined> {
  const items = [
    {
      label: `$(layers) ${vscode.l10n.t('Server and built-in model')}`,
      detail: vscode.l10n.t('The built-in model suggests at once, and the server adds to its suggestions.'),
      choice: 'both' as const,
    },
    {
      label: `$(server) ${vscode.l10n.t('Server only')}`,
      detail: vscode.l10n.t('The built-in model only takes over while the server is not available.'),
      choice: 'server' as const,
    },
  ];
  items.sort((a, b) => Number(b.choice === current) - Number(a.choice === current));
  const options = { title: title(), placeHolder: vscode.l10n.t('Which engine should make suggestions?') };
  return (await vscode.window.showQuickPick(items, { ...options, ignoreFocusOut: true }))?.choice;
}

/** Shows why a server could not be connected. @returns what the user does about it. */
export async function askAfterFailure(message: string): Promise<'again' | 'address' | undefined> {
  const again = vscode.l10n.t('Try Again');
  const change = vscode.l10n.t('Change Address');
  const settings = vscode.l10n.t('Open Settings');
  const chosen = await vscode.window.showErrorMessage(message, again, change, settings);
  if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.server');
  return chosen === again ? 'again' : chosen === change ? 'address' : undefined;
}
