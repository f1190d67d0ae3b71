/** The look of the status bar's item. */
export interface StatusDescription {
  /** The name of one of VS Code's icons. */
  readonly icon: string;
  /** The name of the extension if absent. */
  readonly text?: string;
  readonly tooltip: string;
  /** The kind of its background; none if absent. */
  readonly level?: 'warning' | 'error';
}
