import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import type { ModelChoice, ModelItem, RowAction, RowButton } from './modelItems.js';

/** How long the list stays as it is after it was drawn or a key was pressed: what is taken must be what was seen. */
const stillMs = 1000;

/** What the list shows and what it is for. */
export interface ModelPickParts {
  readonly items: () => Promise<readonly ModelItem[]>;
  /** Fires when the items may have changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly onChoose: (choice: ModelChoice) => void;
  readonly onAction: (action: RowAction, choice: ModelChoice) => void;
  readonly onError: (error: unknown) => void;
}

/** The list of models on the screen, updated during downloads. It disposes itself when it closes. */
export class ModelPick extends Disposable {
  private readonly pick = this.register(vscode.window.createQuickPick<ModelItem>());
  private timer: NodeJS.Timeout | undefined;
  private touchedMs = 0;
  private chosen: ModelChoice | undefined;

  constructor(private readonly parts: ModelPickParts) {
    super();
    const { pick } = this;
    pick.title = vscode.l10n.t('Inkling: Choose Model');
    pick.placeholder = vscode.l10n.t('Choose the model that completes your code');
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    pick.busy = true;
    this.register(parts.onDidChange(() => this.drawLater()));
    pick.onDidChangeValue(() => (this.touchedMs = performance.now()));
    pick.onDidAccept(() => this.accept());
    pick.onDidTriggerItemButton(({ item, button }) => {
      const { action } = button as RowButton;
      if (action !== 'pause') pick.hide();
      if (item.choice) parts.onAction(action, item.choice);
    });
    pick.onDidHide(() => this.close());
  }

  /** Shows the list. Resolves once its items are there. */
  async show(): Promise<void> {
    this.pick.show();
    try {
      await this.draw();
    } catch (error) {
      this.pick.hide();
      throw error;
    }
    this.pick.busy = false;
  }

  private accept(): void {
    this.chosen = (this.pick.selectedItems[0] ?? this.pick.activeItems[0])?.choice;
    if (this.chosen) this.pick.hide();
  }

  private drawLater(): void {
    if (this.timer || this.isDisposed) return;
    const waitMs = Math.max(0, this.touchedMs + stillMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (performance.now() < this.touchedMs + stillMs) this.drawLater();
      else this.draw().catch(this.parts.onError);
    }, waitMs);
  }

  private async draw(): Promise<void> {
    this.touchedMs = performance.now();
    const items = await this.parts.items();
    if (this.isDisposed) return;
    const { pick } = this;
    const [active] = pick.activeItems;
    pick.items = items;
    // Among rows that were typed for, VS Code itself makes the first one active.
    const again = pick.value === '' ? items.filter((item) => isSameRow(item, active)) : [];
    if (again.length > 0) pick.activeItems = again;
  }

  private close(): void {
    clearTimeout(this.timer);
    this.dispose();
    // Not before the list is gone: a question that follows takes its place, and older editors mix the two up.
    if (this.chosen) this.parts.onChoose(this.chosen);
  }
}

const isSameRow = (a: ModelItem, b: ModelItem | undefined): boolean =>
  a.choice !== undefined && b?.choice !== undefined && keyOf(a.choice) === keyOf(b.choice);

function keyOf(choice: ModelChoice): string {
  switch (choice.kind) {
    case 'installed':
    case 'running':
    case 'hub':
      return choice.model.id;
    case 'partial':
      return choice.partial.id;
    default:
      return choice.kind;
  }
}
