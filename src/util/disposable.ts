/** Anything that holds something until it is let go; has the editor's shape, so that host code takes either. */
export interface Disposable {
  dispose(): void;
}

/** Collects disposables; what is added after the end is disposed at once, so that nothing leaks from a late `await`. */
export class DisposableStore implements Disposable {
  private readonly items: Disposable[] = [];
  private disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  /** Disposes in reverse order of creation. */
  dispose(): void {
    this.disposed = true;
    for (const item of this.items.splice(0).reverse()) item.dispose();
  }
}

export function toDisposable(dispose: () => void): Disposable {
  return { dispose };
}
