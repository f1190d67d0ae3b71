import * as vscode from 'vscode';
import type { SettingSchema } from '../../core/settingSchema.js';
import { total } from '../../core/statistics/statistics.js';
import type { Engine } from '../../engine/engine.js';
import type { EditorPlatform } from '../platform/editorPlatform.js';
import type { Reporter } from '../reporter.js';
import type { ServerAccess } from '../server/serverAccess.js';
import type { Settings } from '../settings.js';
import type { StatisticsRecorder } from '../statistics/recorder.js';
import { changedSettings } from './changedSettings.js';
import { reportText, type Diagnostics } from './diagnostics.js';
import { descriptionHeading } from './issueUrl.js';
import { KnownTexts } from './knownTexts.js';
import { problemText } from './problemText.js';
import type { ReportActions } from './reportActions.js';

/** The sources of a report. */
export interface ReportSources {
  readonly engine: Pick<Engine, 'state'>;
  readonly server: Pick<ServerAccess, 'view'>;
  readonly settings: Settings;
  readonly schemas: Readonly<Record<string, SettingSchema>>;
  readonly recorder: Pick<StatisticsRecorder, 'all' | 'answers'>;
  readonly reporter: Reporter;
  readonly platform: Pick<EditorPlatform, 'systemFacts' | 'publicModels'>;
  readonly extension: vscode.Extension<unknown>;
}

function versions({ extension, settings, platform }: ReportSources): Diagnostics['versions'] {
  const { version } = extension.packageJSON as { version: string };
  const { remoteName, uiKind } = vscode.env;
  return [
    ['Inkling', version],
    [
      'VS Code',
      `${vscode.version}, ${uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}${remoteName ? ', remote' : ''}`,
    ],
    ...platform.systemFacts(),
    ['threads', String(settings.get('threads') ?? 'auto')],
  ];
}

/** Only names that are public: the folder that the settings name by now may be another one than is loaded. */
async function modelName({ engine: { state }, platform, extension }: ReportSources): Promise<string> {
  if (state.kind !== 'ready' && state.kind !== 'working') return '';
  const { name } = state.info;
  const { _name_or_path: builtIn } = await readJson<{ _name_or_path: string }>(extension, 'model', 'config.json');
  const isKnown = name === builtIn || platform.publicModels.includes(name);
  return isKnown ? name : "the user's own";
}

async function readJson<T>({ extensionUri }: vscode.Extension<unknown>, ...path: string[]): Promise<T> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...path));
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

/** All texts of Inkling: each has a translation. */
async function knownTexts({ extension, schemas }: ReportSources): Promise<KnownTexts> {
  const texts = await readJson<object>(extension, 'l10n', 'bundle.l10n.de.json');
  const settings = new Set(Object.keys(schemas));
  return new KnownTexts(Object.keys(texts), vscode.l10n.bundle ?? {}, settings);
}

async function diagnosticsOf(parts: ReportSources): Promise<Diagnostics> {
  const { engine, schemas, recorder, reporter } = parts;
  const texts = await knownTexts(parts);
  return {
    versions: versions(parts),
    state: engine.state,
    modelName: await modelName(parts),
    server: parts.server.view,
    settings: changedSettings(schemas),
    answers: recorder.answers,
    counts: total(await recorder.all()),
    problems: reporter.recent.map((problem) => problemText(problem, texts)),
  };
}

/** The report as a document: a place for the description, and what Inkling knows. */
async function reportContent(parts: ReportSources): Promise<string> {
  const introduction = vscode.l10n.t(
    'Nothing has been sent. This report contains no code and no file names. Review and edit it, then choose an action above.',
  );
  const prompt = vscode.l10n.t('Describe the problem: what you did, what happened, and what you expected.');
  const report = reportText(await diagnosticsOf(parts));
  return `<!-- ${introduction} -->\n\n${descriptionHeading}\n\n<!-- ${prompt} -->\n\n\n${report}`;
}

/** "Inkling: Report Issue": opens a report in which the user describes the problem, or offers what to do with the open one. */
export async function reportIssue(parts: ReportSources, actions: ReportActions): Promise<void> {
  if (await actions.choose()) return;
  const content = await reportContent(parts);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  actions.add(document);
  const editor = await vscode.window.showTextDocument(document);
  // In the empty line after the prompt.
  const cursor = document.positionAt(content.indexOf('-->\n\n\n') + '-->\n\n'.length);
  editor.selection = new vscode.Selection(cursor, cursor);
}
