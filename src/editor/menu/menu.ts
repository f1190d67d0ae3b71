import * as vscode from 'vscode';
import { total } from '../../core/statistics/statistics.js';
import type { Engine, EngineState } from '../../engine/engine.js';
import { sizeText } from '../../core/sizeText.js';
import { Disposable } from '../disposable.js';
import type { SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';
import type { StatisticsRecorder } from '../statistics/recorder.js';
import { unavailableText } from '../unavailable.js';
import type { ServerAccess } from '../server/serverAccess.js';
import type { ServerView } from '../server/serverView.js';
import type { WorkspaceFeature } from '../workspace/register.js';
import { menuEntries, type MenuFacts } from './entries.js';
import type { MenuEntry } from './menuEntry.js';

/** What the menu shows and changes. */
export interface MenuParts {
  readonly engine: Pick<Engine, 'state'>;
  readonly server: Pick<ServerAccess, 'view' | 'onDidChange'>;
  readonly settings: Settings;
  readonly recorder: Pick<StatisticsRecorder, 'all' | 'answers'>;
  readonly reporter: Reporter;
  readonly policy: Pick<SuggestionPolicy, 'blockedFile'>;
  readonly workspace: Pick<WorkspaceFeature, 'progress'>;
}

function about(state: EngineState, { chosen, state: server, host = '' }: ServerView): string {
  if (chosen !== 'builtIn' && server.kind === 'ready') {
    return vscode.l10n.t('Inkling · {0} · {1}', server.info.model, host);
  }
  switch (state.kind) {
    case 'ready':
    case 'working':
      return vscode.l10n.t('Inkling · {0} · {1}', state.info.name, sizeText(state.info.sizeBytes));
    case 'failed':
      return vscode.l10n.t("Inkling isn't working");
    default:
      return 'Inkling';
  }
}

/** The status bar item's menu: the one place to see what Inkling does and to change it. It disposes itself as it closes. */
export class Menu extends Disposable {
  private readonly pick = this.register(vscode.window.createQuickPick<MenuEntry>());
  private facts: Pick<MenuFacts, 'counts' | 'has' | 'unavailable'> = {
    ...{ counts: undefined, unavailable: undefined, has: () => false },
  };
  private chosen: MenuEntry | undefined;

  /** @param active the key of the row to begin with. */
  constructor(
    private readonly parts: MenuParts,
    private readonly active?: string,
  ) {
    super();
    const { pick } = this;
    pick.placeholder = vscode.l10n.t('Choose an action');
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    this.registerAll(
      parts.settings.onDidChange(() => this.draw()),
      parts.server.onDidChange(() => this.draw()),
    );
    pick.onDidAccept(() => this.accept());
    pick.onDidHide(() => void this.close());
  }

  /** Shows the menu. Resolves once all that it shows is known. */
  async show(): Promise<void> {
    const { engine, server, recorder, reporter, policy } = this.parts;
    const commands = new Set(await vscode.commands.getCommands(true));
    const document = vscode.window.activeTextEditor?.document;
    const unavailable = document && (await unavailableText(document, policy));
    this.facts = { ...this.facts, unavailable, has: (id) => commands.has(id) };
    this.draw();
    this.pick.title = about(engine.state, server.view);
    this.pick.show();
    try {
      this.facts = { ...this.facts, counts: total(await recorder.all()) };
      this.draw();
    } catch (error) {
      reporter.error(error);
    }
  }

  private draw(): void {
    const { pick, facts } = this;
    const { engine, server, settings, recorder, workspace } = this.parts;
    const document = vscode.window.activeTextEditor?.document;
    const key = pick.activeItems[0]?.key ?? this.active;
    const label = pick.activeItems[0]?.label;
    const entries = menuEntries({
      ...facts,
      settings,
      document,
      state: engine.state,
      server: server.view,
      lastAnswer: recorder.answers.at(-1),
      index: workspace.progress(),
    });
    pick.items = entries;
    // Among rows that were typed for, VS Code itself makes the first one active.
    const again = entries.filter((entry) => (key === undefined ? entry.label === label : entry.key === key));
    if (pick.value === '' && again.length > 0) pick.activeItems = again;
  }

  /** Closes before the row is run, also one that only switches: a second Enter would switch back. */
  private accept(): void {
    const entry = this.pick.selectedItems[0] ?? this.pick.activeItems[0];
    if (!entry?.run) return;
    this.chosen = entry;
    this.pick.hide();
  }

  private async close(): Promise<void> {
    this.dispose();
    const { chosen, parts } = this;
    try {
      // A click has left the focus in the status bar; what is chosen, or typed after Escape, is meant for the editor.
      if (vscode.window.activeTextEditor) {
        await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      }
      await chosen?.run?.();
      if (chosen?.returns) await new Menu(parts, chosen.key).show();
    } catch (error) {
      parts.reporter.error(error);
    }
  }
}
