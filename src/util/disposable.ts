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

  /** Disposes of all in reverse order of creation. @throws AggregateError afterwards, of those that failed */
  dispose(): void {
    this.disposed = true;
    const failures: unknown[] = [];
    for (const item of this.items.splice(0).reverse()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be disposed of');
  }
}

export function toDisposable(dispose: () => void): Disposable {
  return { dispose };
}
