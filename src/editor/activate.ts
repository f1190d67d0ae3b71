import * as vscode from 'vscode';
import { schemasIn, type SettingSchema, type SettingsManifest } from '../core/settingSchema.js';
import { EngineFeature, registerRestart } from './engineFeature.js';
import { registerFirstRun } from './firstRun/register.js';
import { registerGenerate } from './generate/register.js';
import { registerInline, type InlineFeature } from './inline/register.js';
import { LastCompletion } from './lens/lastCompletion.js';
import { registerLens } from './lens/register.js';
import { registerMenu } from './menu/register.js';
import { removeOldStorage } from './oldStorage.js';
import type { EditorPlatform, PlatformOf } from './platform/editorPlatform.js';
import { FolderPolicies } from './policy/folderPolicies.js';
import { LinkedDocuments } from './policy/linkedDocuments.js';
import { OtherProviders } from './policy/otherProviders.js';
import { SuggestionPolicy } from './policy/suggestionPolicy.js';
import { registerReport } from './report/register.js';
import { Reporter } from './reporter.js';
import type { ServerAccess } from './server/serverAccess.js';
import { Settings } from './settings.js';
import { registerStatistics, type StatisticsFeature } from './statistics/register.js';
import { StatusItem } from './status.js';
import { PromptContext } from './workspace/promptContext.js';
import { registerWorkspace } from './workspace/register.js';

/** The extension while it is active. */
export interface RunningInkling {
  /** Ends the engine and saves what is not saved yet. */
  shutDown(): Promise<void>;
}

/** Builds the extension from its features; the platform has what differs between Node and a browser. */
export function activateInkling(context: vscode.ExtensionContext, platformOf: PlatformOf): RunningInkling {
  const startMs = performance.now();
  const log = vscode.window.createOutputChannel('Inkling', { log: true });
  const reporter = new Reporter(log);
  const schemas = schemasIn(context.extension.packageJSON as SettingsManifest);
  const onWrongSetting = (message: string, setting: string): void => reporter.wrongSetting(message, setting);
  const settings = new Settings(schemas, onWrongSetting);
  const platform = platformOf(context);
  const feature = new EngineFeature(platform, settings, reporter);
  context.subscriptions.push(reporter, log, settings, feature);
  const server = platform.connectServers({ settings, reporter, log, builtIn: feature.engine });
  const base = { platform, log, reporter, schemas, onWrongSetting, settings, feature, server };
  const { recorder } = registerFeatures(context, base);
  log.info(`Activated in ${(performance.now() - startMs).toFixed(1)} ms.`);
  return {
    async shutDown() {
      await Promise.all([feature.shutDown(), recorder.save()]);
    },
  };
}

/** The parts that all features use. */
interface Base {
  readonly platform: EditorPlatform;
  readonly log: vscode.LogOutputChannel;
  readonly reporter: Reporter;
  readonly schemas: Readonly<Record<string, SettingSchema>>;
  readonly onWrongSetting: (message: string, setting: string) => void;
  readonly settings: Settings;
  readonly feature: EngineFeature;
  readonly server: ServerAccess;
}

function registerFeatures(context: vscode.ExtensionContext, base: Base): StatisticsFeature {
  const { platform, log, reporter, schemas, settings, feature, server } = base;
  const { engine, onDidChangeState, trialMarks } = feature;
  const { startWorker, builtInModel: builtInFolder, storedFiles: files, localFiles: local } = platform;
  const newNonce = (): string => platform.newNonce();
  void removeOldStorage(files);
  const statistics = registerStatistics({
    ...{ log, reporter, files, newNonce },
    model: () => server.modelName ?? feature.modelName,
  });
  const { recorder, offers } = statistics;
  const clocks = { now: () => performance.now(), randomSeed: () => Math.floor(Math.random() * 2 ** 32) };
  const policy = policyOf(context, base);
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
  const folder = context.storageUri && platform.workerPath(context.storageUri);
  const workspace = registerWorkspace({ engine, settings, policy, reporter, log, local, folder }, onDidChangeState);
  const { requestAt } = inline;
  const { extension, extensionUri } = context;
  context.subscriptions.push(
    ...[promptContext, status, generate, inline, statistics, workspace],
    platform.registerModels({ engine, settings, reporter, startWorker, builtInFolder, optionsFor, trialMarks }),
    registerLens({
      engine,
      server,
      settings,
      reporter,
      policy,
      last,
      requestAt,
      page: { extension: extensionUri, newNonce },
    }),
    registerMenu({ engine, server, settings, recorder, reporter, policy, workspace }),
    registerReport({ engine, server, settings, schemas, recorder, reporter, platform, extension }, log),
    registerFirstRun(context, files, reporter),
    // What the other engine has suggested would be displayed again.
    server.onDidSwitch(() => inline.forget()),
    registerRestart(engine, reporter, () => restarted(inline, server)),
  );
  return statistics;
}

/** What was there before a restart of the engine is forgotten: suggestions, and failures of the server. */
function restarted(inline: InlineFeature, server: ServerAccess): void {
  inline.forget();
  server.reset();
}

function policyOf(
  context: vscode.ExtensionContext,
  { platform, settings, reporter, onWrongSetting }: Base,
): SuggestionPolicy {
  const folders = new FolderPolicies(settings, onWrongSetting);
  const links = new LinkedDocuments(platform.localFiles);
  context.subscriptions.push(folders, links);
  return new SuggestionPolicy(new OtherProviders(settings, (error) => reporter.error(error)), folders, links);
}
