import type * as vscode from 'vscode';

/** An object with resources that end with it. */
export abstract class Disposable implements vscode.Disposable {
  private readonly resources: vscode.Disposable[] = [];
  private wasDisposed = false;

  /** Disposes all registered resources, once, in the order in which they were registered. */
  dispose(): void {
    if (this.wasDisposed) return;
    this.wasDisposed = true;
    for (const resource of this.resources.splice(0)) void resource.dispose();
  }

  protected get isDisposed(): boolean {
    return this.wasDisposed;
  }

  /** Ties several resources to this object. */
  protected registerAll(...resources: readonly vscode.Disposable[]): void {
    for (const resource of resources) this.register(resource);
  }

  /** Ties a resource to this object; one that comes after the end is disposed at once. */
  protected register<T extends vscode.Disposable>(resource: T): T {
    if (this.wasDisposed) void resource.dispose();
    else this.resources.push(resource);
    return resource;
  }
}
