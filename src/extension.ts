import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from './core/errors.js';
import type { SettingSchema } from './core/settingSchema.js';
import { CrashGuard } from './editor/crashGuard.js';
import { registerFirstRun } from './editor/firstRun/register.js';
import { registerGenerate } from './editor/generate/register.js';
import { InlineProvider } from './editor/inline/provider.js';
import { supportedDocuments, trigger } from './editor/inline/trigger.js';
import { LastCompletion } from './editor/lens/lastCompletion.js';
import { registerLens } from './editor/lens/register.js';
import { registerMenu } from './editor/menu/register.js';
import { registerModels } from './editor/models/register.js';
import { removeOldStorage } from './editor/oldStorage.js';
import { registerReport } from './editor/report/register.js';
import { Reporter } from './editor/reporter.js';
import { FolderPolicies } from './editor/policy/folderPolicies.js';
import { LinkedDocuments } from './editor/policy/linkedDocuments.js';
import { OtherProviders } from './editor/policy/otherProviders.js';
import { SuggestionPolicy } from './editor/policy/suggestionPolicy.js';
import { Settings } from './editor/settings.js';
import { registerStatistics, type StatisticsFeature } from './editor/statistics/register.js';
import { StatusItem } from './editor/status.js';
import { PromptContext } from './editor/workspace/promptContext.js';
import { registerWorkspaceCommands } from './editor/workspace/register.js';
import { WorkspaceLearner } from './editor/workspace/workspaceLearner.js';
import { Engine, type EngineState } from './engine/engine.js';
import type { ModelOptions } from './engine/protocol.js';

/** Settings that need the model to be loaded anew. */
const modelSettings = ['inkling.model.folder', 'inkling.draftModel.folder', 'inkling.threads'];

let engine: Engine | undefined;
let statistics: StatisticsFeature | undefined;
let crashGuards: readonly CrashGuard[] = [];

export function activate(context: vscode.ExtensionContext): void {
  const startMs = performance.now();
  const log = vscode.window.createOutputChannel('Inkling', { log: true });
  const reporter = new Reporter(log);
  const schemas = schemasOf(context);
  const onWrongSetting = (message: string, setting: string): void => reporter.wrongSetting(message, setting);
  const settings = new Settings(schemas, onWrongSetting);
  const policies = new FolderPolicies(settings, onWrongSetting);
  const links = new LinkedDocuments();
  const others = new OtherProviders(settings, (error) => reporter.error(error));
  const respect = new SuggestionPolicy(settings, others, policies, links);
  const marks = join(context.globalStorageUri.fsPath, 'crash-marks');
  const guard = new CrashGuard(marks, 'loading', () => Date.now());
  const trialGuard = new CrashGuard(marks, 'trying', () => Date.now());
  crashGuards = [guard, trialGuard];

  const workerFile = context.asAbsolutePath('dist/worker.js');
  const builtInFolder = context.asAbsolutePath('model');
  const optionsFor = (folder: string): ModelOptions => ({
    folder,
    threads: settings.get('threads') ?? 'auto',
    ...draftFolder(settings),
  });
  const texts = vscode.l10n.bundle;
  if (texts) l10n.config({ contents: texts });
  const started = new Engine({
    workerFile,
    texts,
    modelOptions: () => optionsFor(settings.get('model.folder') || builtInFolder),
    onState: (state) => onState(state),
    onNotice: (message) => reporter.notice(message),
    onProblem: (problem) => reporter.error(problem),
  });
  engine = started;
  const storage = context.globalStorageUri.fsPath;
  void removeOldStorage(storage);
  let modelName = '';
  const counting = registerStatistics({ log, reporter, storage, model: () => modelName });
  statistics = counting;
  const { recorder, offers } = counting;
  const randomSeed = (): number => Math.floor(Math.random() * 2 ** 32);
  const now = (): number => performance.now();
  const promptContext = new PromptContext(settings, now);
  const generate = registerGenerate({
    engine: started,
    settings,
    context: promptContext,
    reporter,
    respect,
    randomSeed,
    now,
  });
  const last = new LastCompletion();
  const provider = new InlineProvider({
    engine: started,
    settings,
    context: promptContext,
    reporter,
    respect,
    log,
    randomSeed,
    now,
    isGenerating: () => generate.isInTheWay(),
    last,
    offers,
  });
  const learner = new WorkspaceLearner({
    engine: started,
    settings,
    respect,
    reporter,
    log,
    folder: context.storageUri?.fsPath,
  });
  const status = new StatusItem(started, settings);

  let before: EngineState['kind'] = 'idle';
  function onState(state: EngineState): void {
    status.update(state);
    if (state.kind === 'loading') guard.arm();
    else guard.disarm();
    if (state.kind === 'ready') modelName = state.info.name;
    if (state.kind === 'ready') provider.catchUp();
    if (state.kind === 'ready' && before === 'loading') learner.begin();
    before = state.kind;
    if (state.kind === 'failed') reporter.error(state.error);
  }

  const reload = (): void => {
    provider.forget();
    if (started.state.kind === 'idle') return;
    started.reload().catch((error: unknown) => reporter.error(error));
  };

  context.subscriptions.push(
    reporter,
    log,
    settings,
    policies,
    links,
    promptContext,
    status,
    generate,
    learner,
    settings.onDidChange((event) => {
      if (modelSettings.some((setting) => event.affectsConfiguration(setting))) reload();
      else provider.forget();
    }),
    registerModels({
      engine: started,
      settings,
      reporter,
      workerFile,
      builtInFolder,
      optionsFor,
      storage,
      trialGuard,
    }),
    registerLens({
      engine: started,
      settings,
      reporter,
      respect,
      last,
      requestAt: (document, position) => provider.requestAt(document, position),
      extension: context.extensionUri,
    }),
    counting,
    registerMenu({ engine: started, settings, recorder, reporter }),
    registerReport({ engine: started, settings, schemas, recorder, reporter, extension: context.extension }),
    registerFirstRun(context, reporter),
    vscode.languages.registerInlineCompletionItemProvider(supportedDocuments, provider),
    vscode.commands.registerCommand('inkling.trigger', () => trigger(settings, respect)),
    vscode.commands.registerCommand('inkling.restart', async () => {
      reporter.forget();
      provider.forget();
      await started.restart().catch((error: unknown) => reporter.error(error));
    }),
    ...registerWorkspaceCommands(learner, reporter),
    vscode.commands.registerCommand('inkling.showLog', () => log.show()),
  );

  void guard.takeCrash().then((hasCrashed) => {
    if (!hasCrashed) return;
    started.fail(
      new UserError(
        vscode.l10n.t(
          'The editor closed unexpectedly while Inkling was loading its model, so Inkling stays off for now. Run "Inkling: Restart Engine" to try again. If it happens again, choose another model in the setting "inkling.model.folder".',
        ),
      ),
    );
  });
  log.info(`Activated in ${(performance.now() - startMs).toFixed(1)} ms.`);
}

export async function deactivate(): Promise<void> {
  // At once: the editor kills a host that does not end soon, and that is no crash of the model.
  for (const guard of crashGuards) guard.dispose();
  await Promise.all([engine?.dispose(), statistics?.recorder.save()]);
}

function draftFolder(settings: Settings): { draftFolder?: string } {
  const folder = settings.get('draftModel.folder');
  return folder === '' ? {} : { draftFolder: folder };
}

/** What the manifest says about each setting. */
function schemasOf(context: vscode.ExtensionContext): Record<string, SettingSchema> {
  const manifest = context.extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, SettingSchema> } };
  };
  return manifest.contributes.configuration.properties;
}
