import * as vscode from 'vscode';
import type { Completion } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { Disposable } from '../disposable.js';

/** A completion of the engine and its position. */
export interface Completed {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly request: CompletionRequest;
  /** Absent where it has still to be made. */
  readonly completion?: Completion;
}

/** Remembers the newest completion so that the lens can explain it. */
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
