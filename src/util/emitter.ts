import { type Disposable, toDisposable } from './disposable.js';

/** A function that registers a listener; has the editor's shape. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Tells its listeners of values, in the order in which they came to listen. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => void>();

  /** @param onError where a listener's failure goes, so that it does not keep the others from hearing */
  constructor(private readonly onError: (error: unknown) => void) {}

  readonly event: Event<T> = (listener) => {
    // A wrapper of its own, so that the same function may listen twice and leave once.
    const entry = (value: T): void => {
      listener(value);
    };
    this.listeners.add(entry);
    return toDisposable(() => this.listeners.delete(entry));
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      // One that an earlier listener sent away hears no more.
      if (!this.listeners.has(listener)) continue;
      try {
        listener(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
