import * as vscode from 'vscode';
import { schemasIn, type SettingSchema, type SettingsManifest } from './core/settingSchema.js';
import { EngineFeature, registerRestart } from './editor/engineFeature.js';
import { registerFirstRun } from './editor/firstRun/register.js';
import { registerGenerate } from './editor/generate/register.js';
import { registerInline, type InlineFeature } from './editor/inline/register.js';
import { LastCompletion } from './editor/lens/lastCompletion.js';
import { registerLens } from './editor/lens/register.js';
import { registerMenu } from './editor/menu/register.js';
import { registerModels } from './editor/models/register.js';
import { removeOldStorage } from './editor/oldStorage.js';
import { FolderPolicies } from './editor/policy/folderPolicies.js';
import { LinkedDocuments } from './editor/policy/linkedDocuments.js';
import type { LocalFiles } from './editor/platform/localFiles.js';
import { nodeFiles } from './editor/platform/node/nodeFiles.js';
import { nodeStoredFiles } from './editor/platform/node/storedFiles.js';
import { OtherProviders } from './editor/policy/otherProviders.js';
import { SuggestionPolicy } from './editor/policy/suggestionPolicy.js';
import { registerReport } from './editor/report/register.js';
import { Reporter } from './editor/reporter.js';
import { registerServer } from './editor/server/register.js';
import { ServerFeature } from './editor/server/serverFeature.js';
import { Settings } from './editor/settings.js';
import { registerStatistics, type StatisticsFeature } from './editor/statistics/register.js';
import { StatusItem } from './editor/status.js';
import { PromptContext } from './editor/workspace/promptContext.js';
import { registerWorkspace } from './editor/workspace/register.js';
import { nodeWorker } from './engine/platform/node/nodeWorker.js';

let running: { readonly feature: EngineFeature; readonly statistics: StatisticsFeature } | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const startMs = performance.now();
  const log = vscode.window.createOutputChannel('Inkling', { log: true });
  const reporter = new Reporter(log);
  const schemas = schemasIn(context.extension.packageJSON as SettingsManifest);
  const onWrongSetting = (message: string, setting: string): void => reporter.wrongSetting(message, setting);
  const settings = new Settings(schemas, onWrongSetting);
  const startWorker = nodeWorker(context.asAbsolutePath('dist/worker.js'));
  const feature = new EngineFeature(context, startWorker, settings, reporter);
  const server = new ServerFeature(context, { settings, reporter, log, builtIn: feature.engine });
  context.subscriptions.push(reporter, log, settings, feature);
  registerFeatures(context, { log, reporter, schemas, onWrongSetting, settings, feature, server });
  log.info(`Activated in ${(performance.now() - startMs).toFixed(1)} ms.`);
}

export async function deactivate(): Promise<void> {
  await Promise.all([running?.feature.shutDown(), running?.statistics.recorder.save()]);
}

/** The parts that all features use. */
interface Base {
  readonly log: vscode.LogOutputChannel;
  readonly reporter: Reporter;
  readonly schemas: Readonly<Record<string, SettingSchema>>;
  readonly onWrongSetting: (message: string, setting: string) => void;
  readonly settings: Settings;
  readonly feature: EngineFeature;
  readonly server: ServerFeature;
}

function registerFeatures(context: vscode.ExtensionContext, base: Base): void {
  const { log, reporter, schemas, settings, feature, server } = base;
  const { engine, onDidChangeState, startWorker, builtInFolder, trialGuard } = feature;
  const storage = context.globalStorageUri.fsPath;
  const files = nodeStoredFiles(storage);
  void removeOldStorage(files);
  const statistics = registerStatistics({ log, reporter, files, model: () => server.modelName ?? feature.modelName });
  running = { feature, statistics };
  const { recorder, offers } = statistics;
  const clocks = { now: () => performance.now(), randomSeed: () => Math.floor(Math.random() * 2 ** 32) };
  const local = nodeFiles();
  const policy = policyOf(context, base, local);
  const status = new StatusItem({ engine, server, settings, policy }, onDidChangeState);
  const promptContext = new PromptContext(clocks.now);
  const shared = { engine, settings, context: promptContext, reporter, policy, ...clocks };
  const generate = registerGenerate({ ...shared, engine: server.router, state: context.workspaceState });
  const last = new LastCompletion();
  const inline = registerInline(
    { ...shared, router: server.router, log, last, offers, isGenerating: () => generate.isInTheWay() },
    onDidChangeState,
  );
  const optionsFor: EngineFeature['optionsFor'] = (folder) => feature.optionsFor(folder);
  const { requestAt } = inline;
  context.subscriptions.push(
    ...[promptContext, status, generate, inline, statistics],
    registerWorkspace(
      { engine, settings, policy, reporter, log, local, folder: context.storageUri?.fsPath },
      onDidChangeState,
    ),
    registerModels({ engine, settings, reporter, startWorker, builtInFolder, optionsFor, storage, trialGuard }),
    registerLens({ engine, server, settings, reporter, policy, last, requestAt, extension: context.extensionUri }),
    registerServer(server, reporter),
    registerMenu({ engine, server, settings, recorder, reporter, policy }),
    registerReport({ engine, server, settings, schemas, recorder, reporter, extension: context.extension }, log),
    registerFirstRun(context, files, reporter),
    // What the other engine has suggested would be displayed again.
    server.onDidSwitch(() => inline.forget()),
    registerRestart(engine, reporter, () => restarted(inline, server)),
  );
}

/** What was there before a restart of the engine is forgotten: suggestions, and failures of the server. */
function restarted(inline: InlineFeature, server: ServerFeature): void {
  inline.forget();
  server.reset();
}

function policyOf(
  context: vscode.ExtensionContext,
  { settings, reporter, onWrongSetting }: Base,
  local: LocalFiles,
): SuggestionPolicy {
  const folders = new FolderPolicies(settings, onWrongSetting);
  const links = new LinkedDocuments(local);
  context.subscriptions.push(folders, links);
  return new SuggestionPolicy(new OtherProviders(settings, (error) => reporter.error(error)), folders, links);
}
