import * as vscode from 'vscode';
import { accepts, allowedValues, isPrivate, type SettingSchema } from '../core/settingSchema.js';
import { Disposable } from './disposable.js';
import { fileOf } from './notebookCells.js';
import { SettingsSnapshot } from './settingsSnapshot.js';
import type { SettingValues } from './settingValues.js';
import { strictest } from './strictest.js';

type Key = keyof SettingValues;

/** For VS Code; null, unlike undefined, says that no folder is meant, and no folder's own value was forgotten. */
function resourceOf(scope: vscode.TextDocument | vscode.Uri | undefined): vscode.ConfigurationScope | null {
  if (scope === undefined) return null;
  return 'languageId' in scope ? { uri: fileOf(scope.uri), languageId: scope.languageId } : fileOf(scope);
}

const configurationOf = (scope: vscode.TextDocument | vscode.Uri | undefined): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('inkling', resourceOf(scope));

/** Reads settings as they are at this moment. A wrong value is reported once, and the last good one is used. */
export class Settings extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<vscode.ConfigurationChangeEvent>());
  private readonly lastGood = new Map<Key, unknown>();
  private readonly told = new Set<string>();

  /** Settings of Inkling changed; each is read again from then on. */
  readonly onDidChange = this.changed.event;

  /**
   * @param schemas of the manifest, by the settings' full names.
   * @param onProblem called with a message for each wrong value, once.
   */
  constructor(
    private readonly schemas: Readonly<Record<string, SettingSchema>>,
    private readonly onProblem: (message: string, setting: string) => void,
  ) {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('inkling')) return;
        this.checkAll();
        this.changed.fire(event);
      }),
    );
    this.checkAll();
  }

  /** @param scope the document whose language and folder may override the value, or a file or folder. */
  get<K extends Key>(key: K, scope?: vscode.TextDocument | vscode.Uri): SettingValues[K] {
    return this.read(key, configurationOf(this.differsByResource(key) ? scope : undefined));
  }

  /** All settings of a document, from one reading of the configuration for documents and one for windows. */
  at(scope: vscode.TextDocument | undefined): SettingsSnapshot {
    const [ofDocument, ofWindow] = [configurationOf(scope), configurationOf(undefined)];
    return new SettingsSnapshot((key) => this.read(key, this.differsByResource(key) ? ofDocument : ofWindow));
  }

  /** Whether a setting may have this value. */
  accepts(key: Key, value: unknown): boolean {
    return accepts(this.schemas[`inkling.${key}`]!, value);
  }

  /** VS Code warns in its log about a setting of a window, or of the machine, that is read for a resource. */
  private differsByResource(key: Key): boolean {
    const { scope } = this.schemas[`inkling.${key}`]!;
    return scope === 'resource' || scope === 'language-overridable';
  }

  private read<K extends Key>(key: K, configuration: vscode.WorkspaceConfiguration): SettingValues[K] {
    const schema = this.schemas[`inkling.${key}`]!;
    const combined = strictest(key, configuration);
    if (combined) {
      for (const level of combined.levels) if (!accepts(schema, level)) this.tell(key, level, combined.value);
      return combined.value;
    }
    const value: unknown = configuration.get(key);
    if (accepts(schema, value)) {
      this.lastGood.set(key, value);
      return value as SettingValues[K];
    }
    const fallback = this.lastGood.has(key) ? this.lastGood.get(key) : schema.default;
    this.tell(key, value, fallback);
    return fallback as SettingValues[K];
  }

  private checkAll(): void {
    for (const key of Object.keys(this.schemas)) this.get(key.replace(/^inkling\./, '') as Key);
  }

  private tell(key: Key, value: unknown, fallback: unknown): void {
    const setting = `inkling.${key}`;
    const schema = this.schemas[setting]!;
    const allowed = allowedValues(schema, vscode.l10n.t);
    const message = isPrivate(schema)
      ? vscode.l10n.t('The setting "{0}" must be {1}. Inkling uses the last valid value instead.', setting, allowed)
      : vscode.l10n.t(
          'The setting "{0}" is {1}, but it must be {2}. Inkling uses {3} instead.',
          setting,
          JSON.stringify(value),
          allowed,
          JSON.stringify(fallback),
        );
    if (this.told.has(message)) return;
    this.told.add(message);
    this.onProblem(message, setting);
  }
}
