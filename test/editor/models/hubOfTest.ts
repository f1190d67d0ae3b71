import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Behaviour } from '../../unit/models/support/behaviours.js';
import { HubServer, type Asked, type Content } from '../../unit/models/support/hubServer.js';
import { until } from '../support.js';

/** The catalogue's first model: the hub of the tests has the embedded model's files under its name. */
const id = 'onnx-community/Qwen2.5-Coder-0.5B-Instruct';
export const titleOfModel = 'Qwen2.5-Coder 0.5B';
const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/** A hub on loopback and an empty folder for downloads; the settings name both until it stops. */
export interface HubOfTest {
  readonly address: string;
  readonly asked: readonly Asked[];
  /** The files that it serves; may be changed. */
  readonly files: Content;
  /** Where the model lies once it is whole. */
  readonly modelFolder: string;
  misbehave(what: string, ...behaviours: Behaviour[]): void;
  /** All files below the folder for models. */
  stored(): string[];
  stop(): Promise<void>;
}

async function set(key: string, value: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('inkling').update(key, value, vscode.ConfigurationTarget.Global);
  const isSet = (): boolean => vscode.workspace.getConfiguration('inkling').inspect(key)?.globalValue === value;
  await until(isSet, `Setting ${key} to ${String(value)}`);
}

function embeddedModel(): Content {
  const folder = join(vscode.extensions.getExtension('inkling.inkling')!.extensionPath, 'model');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** Starts a hub and lets the settings lead to it. */
export async function startHub(): Promise<HubOfTest> {
  const hub = await HubServer.start({ id, files: embeddedModel() });
  const folder = mkdtempSync(join(tmpdir(), 'inkling-models-'));
  await set('models.mirror', hub.address);
  await set('models.folder', folder);
  return {
    address: hub.address,
    asked: hub.asked,
    files: hub.files,
    modelFolder: join(folder, id),
    misbehave: (what, ...behaviours) => hub.misbehave(what, ...behaviours),
    stored: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    stop: async () => {
      await set('models.mirror', undefined);
      await set('models.folder', undefined);
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
