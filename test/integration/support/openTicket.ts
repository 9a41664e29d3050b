import { readFile, writeFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { TicketPlaces } from '../../../src/app/git/ticketPlaces.js';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { TicketreeError, type ErrorCode } from '../../../src/domain/errors.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { TicketDocument, type DocumentEdit } from '../../../src/extension/editor/ticketDocument.js';
import type { TicketDraft } from '../../../src/extension/editor/ticketDraft.js';
import type { ChangeOfStore, PlacesOfStore, SessionState } from '../../../src/extension/storeSession.js';
import { Emitter } from '../../../src/util/emitter.js';
import { silentLogger } from '../../../src/util/logger.js';
import { emptyProject, openWorkspace } from '../../harness/tempStore.js';

type Uri = ConstructorParameters<typeof TicketDocument>[0];
type Session = ConstructorParameters<typeof TicketDocument>[1];

const fail = (error: unknown): never => {
  throw error;
};

/** A ticket that is open in a tab, on a store of real files. */
export class OpenTicket {
  readonly edits: DocumentEdit[] = [];
  readonly document: TicketDocument;
  readOnlyReason: string | null = null;
  readonly places: TicketPlaces;
  private readonly placesEmitter = new Emitter<PlacesOfStore>(fail);
  private stores: readonly TicketWorkspace[];
  private readonly states = new Emitter<SessionState>(fail);

  constructor(
    readonly workspace: TicketWorkspace,
    readonly path: string,
    kept: TicketDraft | null = null,
  ) {
    this.stores = [workspace];
    this.places = new TicketPlaces(workspace.git.context);
    const uri = { fsPath: path } as unknown as Uri;
    this.document = new TicketDocument(uri, this.session() as Session, silentLogger, kept);
    this.document.onDidEdit((edit) => this.edits.push(edit));
    onTestFinished(() => {
      this.document.dispose();
      this.places.dispose();
    });
  }

  static async make(title = 'Fix login'): Promise<OpenTicket> {
    const workspace = await openWorkspace(await emptyProject());
    const { id } = await workspace.tickets.create({ title });
    return new OpenTicket(workspace, workspace.store.fileOf(id));
  }

  get draft(): TicketDraft {
    if (!this.document.draft) throw new Error('there is no draft');
    return this.document.draft;
  }

  get id(): string {
    return this.draft.base.id;
  }

  onDisk(): Promise<Ticket> {
    return this.workspace.store.read(this.id);
  }

  setTitle(after: string): void {
    const before = this.draft.mine.title;
    this.document.apply({ kind: 'set', edit: { field: 'title', before, after } });
  }

  async elsewhere(change: (text: string) => string): Promise<void> {
    await writeFile(this.path, change(await readFile(this.path, 'utf8')));
    await this.workspace.store.refresh();
  }

  loseStore(): void {
    this.stores = [];
    this.states.fire({ kind: 'noStore' });
  }

  async refused(work: () => unknown, code: ErrorCode): Promise<TicketreeError> {
    const error = await Promise.resolve()
      .then(work)
      .then(
        () => null,
        (each: unknown) => each,
      );
    if (!TicketreeError.is(error, code)) throw new Error(`not refused with ${code}: ${String(error)}`);
    return error;
  }

  private session(): unknown {
    const requireWritable = (): TicketWorkspace => {
      if (this.readOnlyReason !== null) throw new TicketreeError('untrusted', this.readOnlyReason, 'Trust it.');
      const [store] = this.stores;
      if (store) return store;
      throw new TicketreeError('no_store', 'No store.', 'Make one.');
    };
    const changes = new Emitter<ChangeOfStore>(fail);
    this.places.onDidChange((change) => {
      this.placesEmitter.fire({ workspace: this.workspace, change });
    });
    this.workspace.store.onDidChange((each) => {
      changes.fire({ workspace: this.workspace, changes: each });
    });
    const stores = (): readonly TicketWorkspace[] => this.stores;
    return {
      get stores() {
        return stores();
      },
      get state() {
        return { kind: stores().length > 0 ? 'ready' : 'noStore' };
      },
      readOnlyReason: null,
      placesOf: () => this.places,
      onDidChangePlaces: this.placesEmitter.event,
      onDidChangeState: this.states.event,
      onDidChangeAnyStore: changes.event,
      requireWritable,
    };
  }
}
