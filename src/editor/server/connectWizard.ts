import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { ServerError } from '../../core/server/serverError.js';
import type { ServerInfo } from '../../core/server/serverInfo.js';
import { addressOf } from '../../server/address.js';
import { connect } from '../../server/connect.js';
import { signalOf } from '../cancellation.js';
import { askAddress, askAfterFailure, askConsent, askEngine, askKey, askModel } from './questions.js';
import { saveServer } from './saveServer.js';
import type { ServerFeature } from './serverFeature.js';
import type { EnteredOptions } from './serverSettings.js';

/** What the user has entered, and what the server said to it. */
interface Tried {
  readonly entered: EnteredOptions;
  readonly info: ServerInfo;
}

/**
 * "Inkling: Connect to Server": asks for an address and what else the server needs, tries it, and uses it. Nothing is
 * requested from another machine before the user has allowed it, and nothing is stored before the end.
 */
export async function connectServer(feature: ServerFeature): Promise<void> {
  let entered: EnteredOptions = { address: feature.settings.addressText, model: feature.settings.model };
  for (;;) {
    const address = await askAddress(entered.address);
    if (address === undefined) return;
    entered = await withStored(feature, entered, address);
    const parsed = addressOf(address);
    if (!feature.consents.allows(parsed) && !(await askConsent(parsed))) return;
    const tried = await tryUntilItWorks(feature, entered);
    if (!tried) return;
    if (tried === 'address') continue;
    const chosen = await chooseModel(feature, tried);
    const engine = chosen && (await askEngine(feature.settings.chosen));
    if (!engine) return;
    await saveServer(feature, parsed, { ...chosen.entered, engine });
    tellConnected(chosen.info);
    return;
  }
}

/** A model and a key belong to one server: with another address, those of that one are used. */
async function withStored(
  { keys }: ServerFeature,
  { address: before, model = '' }: EnteredOptions,
  address: string,
): Promise<EnteredOptions> {
  const apiKey = await keys.of(addressOf(address));
  return { address, model: address === before ? model : '', ...(apiKey === undefined ? {} : { apiKey }) };
}

/** Connects, and lets the user mend what fails. @returns `address` to enter another one; undefined to give up. */
async function tryUntilItWorks(
  feature: ServerFeature,
  entered: EnteredOptions,
): Promise<Tried | 'address' | undefined> {
  let next = entered;
  for (;;) {
    try {
      const info = await tryServer(feature, next);
      // Cancelling is not giving up: the address may be wrong.
      return info ? { entered: next, info } : 'address';
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const kind = error instanceof ServerError ? error.kind : undefined;
      if (kind === 'unauthorized') {
        const apiKey = await askKey(addressOf(next.address).host, next.apiKey !== undefined);
        if (apiKey === undefined) return undefined;
        next = { ...next, apiKey };
      } else if (kind === 'unknownModel' && next.model !== '') {
        next = { ...next, model: '' };
      } else {
        const answer = await askAfterFailure(error.message);
        if (answer !== 'again') return answer;
      }
    }
  }
}

/** @returns undefined if the user cancelled. */
async function tryServer({ settings }: ServerFeature, entered: EnteredOptions): Promise<ServerInfo | undefined> {
  const { host } = addressOf(entered.address);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Connecting to {0}…', host),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, token) => {
    const signal = signalOf(token);
    try {
      const connection = await connect(settings.optionsWith(entered), { signal });
      connection.dispose();
      return signal.aborted ? undefined : connection.info;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

/** Lets the user choose among several models, and tries the chosen one. @returns undefined if none was chosen. */
async function chooseModel(feature: ServerFeature, tried: Tried): Promise<Tried | undefined> {
  const { entered, info } = tried;
  // Of a single model the name is not stored, so that the server may change it.
  if (info.models.length < 2) return { entered: { ...entered, model: '' }, info };
  const model = await askModel(info.models, info.model);
  if (model === undefined) return undefined;
  if (model === info.model) return { entered: { ...entered, model }, info };
  const again = await tryUntilItWorks(feature, { ...entered, model });
  return again === 'address' ? undefined : again;
}

function tellConnected({ host, model, fillsInTheMiddle, hasLogprobs }: ServerInfo): void {
  const facts = [vscode.l10n.t('Connected to {0}. Model: {1}.', host, model)];
  if (!fillsInTheMiddle) facts.push(vscode.l10n.t("This model can't use the code after the cursor."));
  if (!hasLogprobs) {
    facts.push(
      vscode.l10n.t("This server doesn't report probabilities, so Inkling can't tell how good a suggestion is."),
    );
  }
  void vscode.window.showInformationMessage(facts.join(' '));
}
