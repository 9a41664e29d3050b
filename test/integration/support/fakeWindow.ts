import { Emitter } from '../../../src/util/emitter.js';

/** As much of the editor's API as the store session and the Worktrees view use; to be given to `vi.mock`. */
const fail = (error: unknown): never => {
  throw error;
};

class EventEmitter<T> extends Emitter<T> {
  constructor() {
    super(fail);
  }
}

class Markdown {
  constructor(readonly value: string) {}
}

class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = 0,
  ) {}
}

class ThemeIcon {
  constructor(readonly id: string) {}
}

const visibility = new EventEmitter<{ readonly visible: boolean }>();
const trust = new EventEmitter<undefined>();
const saved = new EventEmitter<{ readonly uri: { readonly fsPath: string } }>();
const never = new EventEmitter<never>().event;

/** What the window shows, and what has been said to it. */
export const fakeWindow = {
  isTrusted: true,
  folders: [] as string[],
  contextKeys: new Map<string, unknown>(),
  view: { visible: false, message: '' },

  showView(visible: boolean): void {
    fakeWindow.view.visible = visible;
    visibility.fire({ visible });
  },

  trust(): void {
    fakeWindow.isTrusted = true;
    trust.fire(undefined);
  },

  save(fsPath: string): void {
    saved.fire({ uri: { fsPath } });
  },
};

export const fakeWindowApi = {
  EventEmitter,
  MarkdownString: Markdown,
  TreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon,
  ThemeColor: ThemeIcon,
  env: { language: 'en' },
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
  commands: {
    executeCommand: (_command: string, key: string, value: unknown) => {
      fakeWindow.contextKeys.set(key, value);
      return Promise.resolve();
    },
  },
  window: {
    createTreeView: () =>
      Object.assign(fakeWindow.view, { onDidChangeVisibility: visibility.event, dispose: () => undefined }),
  },
  workspace: {
    get isTrusted() {
      return fakeWindow.isTrusted;
    },
    get workspaceFolders() {
      return fakeWindow.folders.map((fsPath) => ({ uri: { fsPath, scheme: 'file' } }));
    },
    onDidChangeWorkspaceFolders: never,
    onDidGrantWorkspaceTrust: trust.event,
    onDidSaveTextDocument: saved.event,
    createFileSystemWatcher: () => ({
      onDidCreate: never,
      onDidChange: never,
      onDidDelete: never,
      dispose: () => undefined,
    }),
  },
};
