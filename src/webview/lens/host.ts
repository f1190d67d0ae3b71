import type { FromPage } from '../../core/lens/messages.js';
import type { SliderValues } from '../../core/lens/sliders.js';

/** What the page keeps while it is hidden, and over a reload of the window. */
export interface Kept {
  readonly tab?: string;
  /** The chosen token of the explanation with that number. */
  readonly number?: number;
  readonly index?: number;
  /** What the sliders were set to; absent while they stand as the settings do. */
  readonly sliders?: SliderValues | undefined;
}

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();

export const send = (message: FromPage): void => vscode.postMessage(message);

export const kept = (): Kept => vscode.getState() ?? {};

export const keep = (changes: Kept): void => vscode.setState({ ...kept(), ...changes });
