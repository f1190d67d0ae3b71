import * as vscode from 'vscode';
import { Disposable } from './disposable.js';
import { drafterKinds, type CompletionRequest } from '../core/request.js';
import type { NumberSettingName } from '../core/numberSettings.js';
import { samplingStrategy, type Sampling } from '../core/sampling/sampling.js';
import { samplingSettings, type SamplingName } from '../core/sampling/samplingSettings.js';
import type { Strategy } from '../core/sampling/strategy.js';
import type { MultilineMode } from '../core/suggest/multiline.js';
import { accepts, allowedValues, type SettingSchema } from '../core/settingSchema.js';
import type { Eagerness } from '../core/suggest/confidence/thresholds.js';
import { fileOf } from './notebookCells.js';
import { strictest } from './strictest.js';

/** The type of each setting below `inkling.`; the manifest has its text, and its default where it is no number. */
export interface SettingValues extends Record<NumberSettingName, number> {
  enabled: boolean;
  automatic: boolean;
  exclude: readonly string[];
  'suggestIn.comments': boolean;
  'suggestIn.strings': boolean;
  'suggestIn.diffs': boolean;
  'suggestIn.sourceControl': boolean;
  besideOthers: 'ask' | 'suggest' | 'quiet';
  eagerness: Eagerness;
  mode: MultilineMode;
  'workspace.learn': boolean;
  'context.snippets': boolean;
  'context.clipboard': boolean;
  delayMs: number | null;
  threads: number | null;
  'model.folder': string;
  speculation: boolean;
  'draftModel.folder': string;
  'models.folder': string;
  'models.mirror': string;
  strategy: 'greedy' | 'sample' | 'beam';
  seed: number | null;
}

type Key = keyof SettingValues;

/** The numbers of sampling that are settings as they are: the seed may be left to Inkling. */
const ownNumbers = (Object.keys(samplingSettings) as SamplingName[]).filter((name) => name !== 'seed');

/** For VS Code; null, unlike undefined, says that no folder is meant, and no folder's own value was forgotten. */
function resourceOf(scope: vscode.TextDocument | vscode.Uri | undefined): vscode.ConfigurationScope | null {
  if (scope === undefined) return null;
  return 'languageId' in scope ? { uri: fileOf(scope.uri), languageId: scope.languageId } : fileOf(scope);
}

/** Reads settings as they are at this moment. A wrong value is told once, and the last good one stays. */
export class Settings extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<vscode.ConfigurationChangeEvent>());
  private readonly lastGood = new Map<Key, unknown>();
  private readonly told = new Set<string>();

  /** Settings of Inkling changed; each is read anew from then on. */
  readonly onDidChange = this.changed.event;

  /**
   * @param schemas the manifest's `contributes.configuration.properties`.
   * @param onProblem told a sentence about each wrong value, once.
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

  /** @param scope the document whose language and folder may have a value of their own, or a file or folder. */
  get<K extends Key>(key: K, scope?: vscode.TextDocument | vscode.Uri): SettingValues[K] {
    const schema = this.schemas[`inkling.${key}`]!;
    const configuration = vscode.workspace.getConfiguration('inkling', resourceOf(scope));
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

  /** Whether a setting may have this value. */
  accepts(key: Key, value: unknown): boolean {
    return accepts(this.schemas[`inkling.${key}`]!, value);
  }

  /** The strategy of ghost text. */
  strategy(scope: vscode.TextDocument, randomSeed: () => number): Strategy {
    switch (this.get('strategy', scope)) {
      case 'greedy':
        return { kind: 'greedy' };
      case 'sample':
        return this.sampling(scope, randomSeed);
      case 'beam': {
        const [width, lengthPenalty] = [this.get('beamWidth', scope), this.get('lengthPenalty', scope)];
        return { kind: 'beam', width, lengthPenalty };
      }
    }
  }

  /** Sampling with the settings' numbers, as "Generate" does it. */
  sampling(scope: vscode.TextDocument, randomSeed: () => number): Strategy {
    return samplingStrategy(this.samplingNumbers(scope, this.get('seed', scope) ?? randomSeed()));
  }

  /** The settings' numbers of sampling. */
  samplingNumbers(scope: vscode.TextDocument | undefined, seed: number): Sampling {
    const numbers = ownNumbers.map((name) => [name, this.get(name, scope)] as const);
    return { ...(Object.fromEntries(numbers) as Record<(typeof ownNumbers)[number], number>), seed };
  }

  /** What every request takes from the settings besides its strategy. */
  decoding(scope: vscode.TextDocument): Pick<CompletionRequest, 'drafters' | 'workspace'> {
    return {
      drafters: this.get('speculation', scope) ? drafterKinds : [],
      ...(this.get('workspace.learn', scope) ? { workspace: { weight: { kind: 'fitted' } } } : {}),
    };
  }

  private checkAll(): void {
    for (const key of Object.keys(this.schemas)) this.get(key.replace(/^inkling\./, '') as Key);
  }

  private tell(key: Key, value: unknown, fallback: unknown): void {
    const setting = `inkling.${key}`;
    const message = vscode.l10n.t(
      'The setting "{0}" is {1}, but it must be {2}. Inkling uses {3} instead.',
      setting,
      JSON.stringify(value),
      allowedValues(this.schemas[setting]!, vscode.l10n.t),
      JSON.stringify(fallback),
    );
    if (this.told.has(message)) return;
    this.told.add(message);
    this.onProblem(message, setting);
  }
}
