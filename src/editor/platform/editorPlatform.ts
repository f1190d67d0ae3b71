import type * as vscode from 'vscode';
import type { StartWorker } from '../../engine/workerLink.js';
import type { ModelParts } from '../models/modelParts.js';
import type { ServerAccess, ServerParts } from '../server/serverAccess.js';
import type { CrashMarks, MarkedWork } from './crashMarks.js';
import type { LocalFiles } from './localFiles.js';

/** The files in the folder that VS Code gives the extension, shared by all windows. */
export interface StoredFiles {
  /** @returns undefined if there is none. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the file as a whole; a failed write leaves it as it is. */
  write(name: string, text: string): Promise<void>;
  rename(name: string, newName: string): Promise<void>;
  /** Removes the file, if there is one, and what an interrupted write left of it. */
  remove(name: string): Promise<void>;
  /** Runs a task while no other window runs one with the same name. */
  alone<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Creates an empty file. @returns whether this window is the first to do so. */
  claim(name: string): Promise<boolean>;
  /** The path or address to tell the user. */
  display(name: string): string;
}

/** The parts of the extension that differ between the desktop's extension host (Node) and a browser's. */
export interface EditorPlatform {
  readonly startWorker: StartWorker;
  /** The folder of the built-in model, as the worker's files name it. */
  readonly builtInModel: string;
  /** The name that the worker's files have for a file or folder. */
  workerPath(uri: vscode.Uri): string;
  /** The folder of a model that a setting names; empty where no other model can be loaded. */
  modelFolder(setting: string): string;
  /** The names of models that a report may contain, besides that of the built-in one. */
  readonly publicModels: readonly string[];
  crashMarks(work: MarkedWork): CrashMarks;
  readonly storedFiles: StoredFiles;
  /** Absent in a browser. */
  readonly localFiles?: LocalFiles;
  /** A text that cannot be guessed, for the content security policy of a page. */
  newNonce(): string;
  /** Names and values for a report of a problem, such as the system and its memory. */
  systemFacts(): readonly (readonly [name: string, value: string])[];
  /** The server that the settings name, with its commands; none where servers cannot be used. */
  connectServers(parts: ServerParts): ServerAccess;
  /** "Inkling: Choose Model", where there are models to choose from. */
  registerModels(parts: ModelParts): vscode.Disposable;
}

/** Makes the platform of an extension host. */
export type PlatformOf = (context: vscode.ExtensionContext) => EditorPlatform;
