import * as vscode from 'vscode';
import type { Counts } from '../../core/statistics/counts.js';
import type { EngineState } from '../../engine/engine.js';
import { sizeText } from '../../core/sizeText.js';
import { languageName } from '../languageNames.js';
import type { Settings } from '../settings.js';
import type { RecordedAnswer } from '../statistics/recorder.js';
import type { ServerView } from '../server/serverView.js';
import type { IndexProgress } from '../workspace/workspaceLearner.js';
import { eagernessTitle } from './eagernessPick.js';
import type { MenuEntry } from './menuEntry.js';
import { serverEntries, serverNextSteps } from './serverEntries.js';
import { strategyTitle } from './strategyPick.js';
import { switchLanguage } from './turnOnOrOff.js';

/** Everything that the menu shows. */
export interface MenuFacts {
  readonly state: EngineState;
  readonly server: ServerView;
  readonly settings: Settings;
  /** The one that is being edited. */
  readonly document: vscode.TextDocument | undefined;
  /** Why there are no suggestions in it, as a sentence; undefined if there can be some. */
  readonly unavailable: string | undefined;
  readonly lastAnswer: RecordedAnswer | undefined;
  /** Undefined if there is no workspace index. */
  readonly index: IndexProgress | undefined;
  /** Absent until they are read. */
  readonly counts: Counts | undefined;
  /** Whether an extension, this one or another, has the command: a browser has no other models and no servers. */
  readonly has: (command: string) => boolean;
}

const command = (id: string, ...args: unknown[]) => {
  return (): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
};

const onOrOff = (isOn: boolean): string => (isOn ? vscode.l10n.t('on') : vscode.l10n.t('off'));

function nextSteps({ state, server, has }: MenuFacts): MenuEntry[] {
  const ofServer = serverNextSteps(server);
  if (state.kind !== 'failed') return ofServer;
  return [
    ...ofServer,
    {
      label: `$(debug-restart) ${vscode.l10n.t('Restart engine')}`,
      detail: state.error.message,
      run: command('inkling.restart'),
    },
    ...(has('inkling.chooseModel')
      ? [
          {
            label: `$(folder) ${vscode.l10n.t('Change model folder')}`,
            run: command('workbench.action.openSettings', 'inkling.model.folder'),
          },
        ]
      : []),
  ];
}

function here({ state, settings, document, unavailable, has }: MenuFacts): MenuEntry[] {
  if (!document || state.kind === 'failed' || !settings.get('enabled', document)) return [];
  if (unavailable !== undefined) {
    return [
      {
        label: `$(info) ${vscode.l10n.t('No suggestions here')}`,
        detail: unavailable,
        run: () => vscode.window.showInformationMessage(unavailable),
      },
    ];
  }
  return [
    { label: `$(sparkle) ${vscode.l10n.t('Suggest here')}`, run: command('inkling.trigger') },
    { label: `$(wand) ${vscode.l10n.t('Generate at the cursor')}`, run: command('inkling.generate') },
    ...(has('inkling.showWhy')
      ? [{ label: `$(search) ${vscode.l10n.t('Explain suggestion')}`, run: command('inkling.showWhy') }]
      : []),
  ];
}

function switches({ settings, document }: MenuFacts): MenuEntry[] {
  const isOn = settings.get('enabled');
  const everywhere: MenuEntry = {
    label: isOn
      ? `$(circle-slash) ${vscode.l10n.t('Turn off everywhere')}`
      : `$(check) ${vscode.l10n.t('Turn on everywhere')}`,
    description: onOrOff(isOn),
    run: command('inkling.toggle'),
  };
  if (!document) return [everywhere];
  const { languageId } = document;
  const name = languageName(languageId);
  const isOnHere = settings.get('enabled', document);
  const language: MenuEntry = {
    label: isOnHere
      ? `$(circle-slash) ${vscode.l10n.t('Turn off for {0}', name)}`
      : `$(check) ${vscode.l10n.t('Turn on for {0}', name)}`,
    description: onOrOff(isOnHere),
    run: () => switchLanguage(languageId, !isOnHere),
  };
  return [language, everywhere];
}

function model({ state, settings, document, has }: MenuFacts): MenuEntry[] {
  const loaded = state.kind === 'ready' || state.kind === 'working' ? state.info : undefined;
  const choose: MenuEntry = {
    label: `$(package) ${vscode.l10n.t('Choose model')}`,
    description: loaded ? `${loaded.name} · ${sizeText(loaded.sizeBytes)}` : vscode.l10n.t('not loaded yet'),
    run: command('inkling.chooseModel'),
  };
  return [
    ...(has('inkling.chooseModel') ? [choose] : []),
    {
      key: 'strategy',
      label: `$(list-tree) ${vscode.l10n.t('Choose strategy')}`,
      description: strategyTitle(settings.get('strategy', document)),
      run: command('inkling.chooseStrategy'),
      returns: true,
    },
    {
      key: 'eagerness',
      label: `$(dashboard) ${vscode.l10n.t('Set suggestion frequency')}`,
      description: eagernessTitle(settings.get('eagerness', document)),
      run: command('inkling.chooseEagerness'),
      returns: true,
    },
  ];
}

function lastLatency(answer: RecordedAnswer | undefined): Pick<MenuEntry, 'label' | 'description'> {
  const label = `$(watch) ${vscode.l10n.t('Last latency')}`;
  if (!answer) return { label, description: vscode.l10n.t('no suggestion yet') };
  const { latencyMs, isRemembered } = answer;
  const ms = latencyMs < 9.95 ? latencyMs.toFixed(1) : latencyMs.toFixed(0);
  return {
    label,
    description: isRemembered
      ? vscode.l10n.t('{0} ms, from an earlier suggestion', ms)
      : vscode.l10n.t('{0} ms, from the model', ms),
  };
}

function indexText(index: IndexProgress): string {
  if (index === 'reading') return vscode.l10n.t('reading the workspace…');
  if (index === 'incomplete') return vscode.l10n.t('not complete yet');
  return index.isLimited
    ? vscode.l10n.t('files: {0}, the limit', index.files)
    : vscode.l10n.t('files: {0}', index.files);
}

function workspaceIndex(index: IndexProgress | undefined): MenuEntry[] {
  if (index === undefined) return [];
  return [
    {
      label: `$(database) ${vscode.l10n.t('Rebuild workspace index')}`,
      description: indexText(index),
      run: command('inkling.rebuildWorkspaceIndex'),
    },
  ];
}

function whatItDid({ lastAnswer, counts, index }: MenuFacts): MenuEntry[] {
  const shown = counts?.shown ?? 0;
  return [
    { ...lastLatency(lastAnswer), run: command('inkling.statistics') },
    {
      label: `$(graph) ${vscode.l10n.t('Statistics')}`,
      description:
        counts && shown > 0
          ? vscode.l10n.t('{0} of {1} accepted', counts.accepted + counts.partlyAccepted, shown)
          : vscode.l10n.t('on this machine only'),
      run: command('inkling.statistics'),
    },
    ...workspaceIndex(index),
    { label: `$(output) ${vscode.l10n.t('Show log')}`, run: command('inkling.showLog') },
    { label: `$(bug) ${vscode.l10n.t('Report issue')}`, run: command('inkling.reportIssue') },
  ];
}

function more({ state }: MenuFacts): MenuEntry[] {
  return [
    { label: `$(gear) ${vscode.l10n.t('Settings')}`, run: command('workbench.action.openSettings', 'inkling') },
    ...(state.kind === 'failed'
      ? []
      : [{ label: `$(debug-restart) ${vscode.l10n.t('Restart engine')}`, run: command('inkling.restart') }]),
    { label: `$(book) ${vscode.l10n.t('Open walkthrough')}`, run: command('inkling.openWalkthrough') },
    { label: `$(beaker) ${vscode.l10n.t('Try in a sample file')}`, run: command('inkling.trySample') },
  ];
}

/** The menu's rows: what can be done now first, a part with nothing in it left out. */
export function menuEntries(facts: MenuFacts): MenuEntry[] {
  const parts: [string, MenuEntry[]][] = [
    [vscode.l10n.t('fix the problem'), nextSteps(facts)],
    [vscode.l10n.t('at the cursor'), here(facts)],
    [vscode.l10n.t('turn on or off'), switches(facts)],
    [vscode.l10n.t('suggestions'), model(facts)],
    [vscode.l10n.t('server'), facts.has('inkling.connectServer') ? serverEntries(facts.server) : []],
    [vscode.l10n.t('activity'), whatItDid(facts)],
    [vscode.l10n.t('more'), more(facts)],
  ];
  const separator = (label: string): MenuEntry => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return parts.flatMap(([label, rows]) => (rows.length === 0 ? [] : [separator(label), ...rows]));
}
