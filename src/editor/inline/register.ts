import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.js';
import { registerCommands } from '../commands.js';
import { InlineProvider, type InlineParts } from './provider.js';
import { suggestedDocuments, tellReadonly, trigger } from './trigger.js';

/** Ghost text as the rest of the extension sees it. */
export interface InlineFeature {
  readonly requestAt: InlineProvider['requestAt'];
  /** Drops all earlier suggestions. */
  readonly forget: () => void;
  dispose(): void;
}

/** Ghost text, its keys, and "Inkling: Suggest at the Cursor". */
export function registerInline(parts: InlineParts, onDidChangeState: vscode.Event<EngineState>): InlineFeature {
  const { settings, policy, reporter } = parts;
  const provider = new InlineProvider(parts);
  const registered = vscode.Disposable.from(
    settings.onDidChange(() => provider.forget()),
    onDidChangeState(({ kind }) => {
      if (kind === 'ready') provider.catchUp();
    }),
    vscode.languages.registerInlineCompletionItemProvider(suggestedDocuments, provider),
    registerCommands(reporter, {
      trigger: () => trigger(settings, policy),
      tellReadonly,
      nextSuggestion: () => provider.displayed.step(1),
      previousSuggestion: () => provider.displayed.step(-1),
      hideSuggestion: () => provider.hide(),
      acceptWord: () => provider.displayed.acceptWord(),
      acceptWithListEntry: () => provider.listEntry.accept(),
    }),
  );
  return {
    requestAt: (document, position) => provider.requestAt(document, position),
    forget: () => provider.forget(),
    dispose: () => void registered.dispose(),
  };
}
