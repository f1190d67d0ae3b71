import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import { keysText, stateText } from './actions.js';
import type { Generation } from './generation.js';

/** Themes of high contrast tell inserted text by its border alone; the others have no colour for one. */
function style(): vscode.TextEditorDecorationType {
  const { kind } = vscode.window.activeColorTheme;
  const isHighContrast =
    kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  const border = { border: '1px solid', borderColor: new vscode.ThemeColor('diffEditor.insertedTextBorder') };
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.addedForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    // Appended text is included before the next update.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    ...(isHighContrast ? border : {}),
  });
}

/**
 * The preview's colour in every editor of its document, and at its end what is going on: the rate while it writes, and
 * where the user has turned off code lenses, the keys.
 */
export class PreviewMarks extends Disposable {
  private background = style();
  private readonly note = this.register(
    vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen }),
  );

  constructor(private readonly generation: Generation) {
    super();
    const draw = (): void => this.draw();
    this.registerAll(
      generation.onDidChange(draw),
      generation.preview.onDidChange(draw),
      vscode.window.onDidChangeVisibleTextEditors(draw),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('editor.codeLens')) draw();
      }),
      vscode.window.onDidChangeActiveColorTheme(() => {
        this.background.dispose();
        this.background = style();
        draw();
      }),
      new vscode.Disposable(() => this.background.dispose()),
    );
    draw();
  }

  private draw(): void {
    const { preview } = this.generation;
    if (preview.isOver) return;
    const { range } = preview;
    const contentText = this.noteText();
    const after = {
      contentText,
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
      margin: '0 0 0 2ch',
    };
    const note = { range, renderOptions: { after } };
    for (const editor of vscode.window.visibleTextEditors.filter(({ document }) => document === preview.document)) {
      editor.setDecorations(this.background, preview.hasWritten ? [range] : []);
      editor.setDecorations(this.note, contentText === '' ? [] : [note]);
    }
  }

  private noteText(): string {
    const { generation } = this;
    const keys = keysText(generation);
    if (generation.isWriting) return `${stateText(generation)} · ${keys}`;
    const { document } = generation.preview;
    return vscode.workspace.getConfiguration('editor', document).get('codeLens') === false ? keys : '';
  }
}
