import * as vscode from 'vscode';
import type { AddressProblem } from '../../core/server/serverAddress.js';

/** Says why an address that is being entered is not usable, and what to enter instead. */
export function addressProblemText(problem: AddressProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter the address of a server, such as localhost:8080.');
    case 'invalid':
      return vscode.l10n.t("This isn't a valid address. Enter one such as localhost:8080 or https://example.com/v1.");
    case 'scheme':
      return vscode.l10n.t('The address must start with http:// or https://.');
    case 'credentials':
      return vscode.l10n.t(
        'The address must not contain a user name or password. To set a key, run "Inkling: Set Server API Key".',
      );
    case 'query':
      return vscode.l10n.t('The address must not contain a question mark.');
  }
}
