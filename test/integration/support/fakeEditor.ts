/** As much of the editor's API as the board's host uses, for tests outside the editor; to be given to `vi.mock`. */
import { Emitter } from '../../../src/util/emitter.js';
import { FakeQuickPick } from './fakeQuickPick.js';

const fail = (error: unknown): never => {
  throw error;
};
const trusted = new Emitter<undefined>(fail);

/** What a person answers, and what was asked; tests set and read it. */
export const person = {
  /** Label of the button that is pressed in a modal message; undefined for cancel. */
  presses: undefined as string | undefined,
  /** Label of the row that is chosen in a picker. */
  chooses: undefined as string | undefined,
  asked: [] as string[],
  ran: [] as unknown[][],
  /** The editor's settings, by their names without `ticketree.`. */
  settings: new Map<string, unknown>(),
};

export function grantTrust(): void {
  trusted.fire(undefined);
}

/** For what is made and never looked at. */
function nothing(): void {
  return undefined;
}

export const fakeEditor = {
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
    bundle: undefined,
  },
  env: { language: 'en' },
  ThemeIcon: nothing,
  ThemeColor: nothing,
  RelativePattern: nothing,
  Uri: {
    file: (path: string) => ({ path, toString: () => path }),
    joinPath: (base: { path: string }, ...parts: string[]) => fakeEditor.Uri.file([base.path, ...parts].join('/')),
  },
  workspace: {
    isTrusted: true,
    onDidGrantWorkspaceTrust: trusted.event,
    getConfiguration: () => ({ get: (key: string, fallback: unknown) => person.settings.get(key) ?? fallback }),
    createFileSystemWatcher: () => {
      const { event } = new Emitter<undefined>(fail);
      return { onDidCreate: event, onDidChange: event, onDidDelete: event, dispose: () => undefined };
    },
  },
  commands: {
    executeCommand: (...call: unknown[]) => {
      person.ran.push(call);
      return Promise.resolve();
    },
  },
  ProgressLocation: { Window: 10 },
  window: {
    setStatusBarMessage: nothing,
    withProgress: (_options: object, work: () => Promise<unknown>) => work(),
    showWarningMessage: (message: string, _options: object, ...buttons: string[]) => {
      person.asked.push(message);
      return Promise.resolve(buttons.find((button) => button === person.presses));
    },
    createQuickPick: () =>
      new FakeQuickPick((question) => {
        if (person.asked.at(-1) !== question.title) person.asked.push(question.title);
        queueMicrotask(() => {
          question.choose(person.chooses);
        });
      }),
  },
};
