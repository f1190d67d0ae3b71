import type { FromPage } from '../../core/lens/messages.js';
import type { SliderValues } from '../../core/lens/sliders.js';

/** State of the page that survives being hidden and a reload of the window. */
interface ViewState {
  readonly tab?: string;
  /** The chosen token of the explanation with that number. */
  readonly number?: number;
  readonly index?: number;
  /** The values of the sliders; absent while they follow the settings. */
  readonly sliders?: SliderValues | undefined;
}

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();

export const postToEditor = (message: FromPage): void => vscode.postMessage(message);

export const viewState = (): ViewState => vscode.getState() ?? {};

export const setViewState = (changes: ViewState): void => vscode.setState({ ...viewState(), ...changes });
