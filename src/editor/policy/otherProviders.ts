import * as vscode from 'vscode';
import { otherProviders } from '../../core/policy/otherProviders.js';
import type { Settings } from '../settings.js';

/**
 * Other extensions that show ghost text. Two at once take turns in an arbitrary order, so Inkling suggests
 * only on explicit request until the user has chosen.
 */
export class OtherProviders {
  private isAsking = false;

  /** @param onError called if the answer could not be saved. The next start asks again: the next key would be too soon. */
  constructor(
    private readonly settings: Settings,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Whether another one is active; if so, asks the user once what Inkling should do. */
  areActive(): boolean {
    const names = Object.entries(otherProviders)
      .filter(([id]) => vscode.extensions.getExtension(id)?.isActive)
      .map(([, name]) => name);
    if (names.length === 0) return false;
    if (!this.isAsking && this.settings.get('besideOthers') === 'ask') this.ask(names).catch(this.onError);
    return true;
  }

  private async ask(names: readonly string[]): Promise<void> {
    this.isAsking = true;
    const always = vscode.l10n.t('Suggest While Typing');
    const asked = vscode.l10n.t('Only on Request');
    const message = vscode.l10n.t(
      '{0} also suggests code here. Should Inkling suggest while you type, or only on request?',
      names.join(', '),
    );
    const chosen = await vscode.window.showInformationMessage(message, always, asked);
    if (chosen === undefined) return;
    const value = chosen === always ? 'suggest' : 'quiet';
    await vscode.workspace.getConfiguration('inkling').update('besideOthers', value, vscode.ConfigurationTarget.Global);
  }
}
