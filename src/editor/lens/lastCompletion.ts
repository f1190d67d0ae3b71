import * as vscode from 'vscode';
import type { Completion } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { Disposable } from '../disposable.js';

/** A completion that the engine gave, and where. */
export interface Completed {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly request: CompletionRequest;
  /** Absent where it has still to be made. */
  readonly completion?: Completion;
}

/** Remembers the newest completion, for who wants to see how it came about. */
export class LastCompletion extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private current: Completed | undefined;

  /** There is a newer one. */
  readonly onDidChange = this.changed.event;

  get value(): Completed | undefined {
    return this.current;
  }

  set(completed: Completed): void {
    this.current = completed;
    this.changed.fire();
  }
}
