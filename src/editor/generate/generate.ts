import * as vscode from 'vscode';
import { fitClosers } from '../../core/suggest/closers.js';
import { restOfLine } from '../../core/suggest/place.js';
import { promptTexts } from '../../core/suggest/suggestion.js';
import type { Engine } from '../../engine/engine.js';
import { signalOf } from '../cancellation.js';
import { placeIn, promptPath } from '../place.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';
import { StreamedInsert } from './streamedInsert.js';

/** What the command works with. */
export interface GenerateParts {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly randomSeed: () => number;
}

/** "Inkling: Generate": streams a sampled continuation into the document at the cursor. */
export class Generator implements vscode.Disposable {
  private running: vscode.CancellationTokenSource | undefined;

  constructor(private readonly parts: GenerateParts) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Stops the writing; what is written stays, and one undo takes it back. */
  cancel(): void {
    this.running?.cancel();
  }

  dispose(): void {
    this.cancel();
  }

  /** Writes at the active editor's cursor until the model ends, the limit is reached, or it is cancelled. */
  async run(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage('Open a file first: Inkling generates at its cursor.');
      return;
    }
    if (this.running) return;
    this.running = new vscode.CancellationTokenSource();
    const { token } = this.running;
    await vscode.commands.executeCommand('setContext', 'inkling.generating', true);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    const progress = { location: vscode.ProgressLocation.Notification, title: 'Inkling is writing', cancellable: true };
    try {
      await vscode.window.withProgress(progress, async (report, notificationToken) => {
        const listener = notificationToken.onCancellationRequested(() => this.cancel());
        const say = (message: string): void => report.report({ message });
        try {
          await this.stream(editor, token, say);
        } finally {
          listener.dispose();
        }
      });
    } catch (error) {
      this.parts.reporter.error(error);
    } finally {
      this.running.dispose();
      this.running = undefined;
      await vscode.commands.executeCommand('setContext', 'inkling.generating', false);
    }
  }

  private async stream(
    editor: vscode.TextEditor,
    token: vscode.CancellationToken,
    report: (message: string) => void,
  ): Promise<void> {
    const { engine, settings, randomSeed } = this.parts;
    const { document } = editor;
    const position = editor.selection.active;
    const place = placeIn(document, position);
    const path = promptPath(document);
    const insert = new StreamedInsert(editor, position, () => this.cancel());
    let streamed = '';
    try {
      const completion = await engine.complete(
        {
          ...(path === undefined ? {} : { path }),
          ...promptTexts(place),
          mode: 'free',
          strategy: settings.sampling(document, randomSeed),
          ...settings.decoding(document),
          maxTokens: settings.get('generate.maxTokens', document),
        },
        {
          signal: signalOf(token),
          onText: (text) => {
            if (token.isCancellationRequested) return;
            streamed += text;
            insert.push(text);
            report(`${streamed.length} characters. Escape stops it.`);
          },
        },
      );
      if (completion) {
        const fitted = fitClosers(completion.text, restOfLine(place.after));
        await insert.finish(streamed.slice(fitted.text.length), fitted.replaces);
      } else {
        await insert.finish('');
      }
      if (completion?.text === '') {
        void vscode.window.showInformationMessage('The model had nothing to add here.');
      }
    } finally {
      insert.dispose();
    }
  }
}
