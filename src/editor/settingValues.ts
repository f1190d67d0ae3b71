import type { NumberSettingName } from '../core/numberSettings.js';
import type { EngineChoice } from '../core/engines/engineRouter.js';
import type { Dialect } from '../core/server/serverOptions.js';
import type { Eagerness } from '../core/suggest/confidence/thresholds.js';
import type { MultilineMode } from '../core/suggest/multiline.js';

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
  engine: EngineChoice;
  'server.address': string;
  'server.model': string;
  'server.template': string;
  'server.dialect': 'auto' | Dialect;
  'server.headers': Readonly<Record<string, string>>;
  'server.certificateFile': string;
  strategy: 'greedy' | 'sample' | 'beam';
  seed: number | null;
}
