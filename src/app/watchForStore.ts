import { watch } from 'node:fs';
import { storeFolderName } from '../store/layout.js';
import { type Disposable, toDisposable } from '../util/disposable.js';

/** Calls back when a store appears in a folder that has none, whoever makes it. Best effort: a folder that cannot be
 * watched is looked at when the user asks for it. */
export function watchForStore(folder: string, onAppear: () => void): Disposable {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === storeFolderName) onAppear();
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return toDisposable(() => {
      watcher.close();
    });
  } catch {
    return toDisposable(() => undefined);
  }
}
