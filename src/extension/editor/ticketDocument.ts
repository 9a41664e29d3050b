import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { TicketreeError } from '../../domain/errors.js';
import { checkType } from '../../domain/hierarchy.js';
import { attach, detach, planLink, planUnlink } from '../../domain/relations.js';
import { sameValue } from '../../domain/sameValue.js';
import type { Ticket } from '../../domain/ticket.js';
import { diffTickets } from '../../domain/ticketCells.js';
import { TicketGraph } from '../../domain/ticketGraph.js';
import { typeOf } from '../../domain/ticketMetadata.js';
import { applyTicketRequest, type TicketAction } from '../../domain/ticketRequests.js';
import { rowOf } from '../../domain/ticketRow.js';
import { DisposableStore } from '../../util/disposable.js';
import { Emitter } from '../../util/emitter.js';
import type { Logger } from '../../util/logger.js';
import type { StoreSession } from '../storeSession.js';
import { askAboutChildren } from '../ui/askAboutChildren.js';
import { linkKindOf, type Relation } from './pickRelated.js';
import {
  changeDraft,
  draftOf,
  isChanged,
  rebaseDraft,
  replayChanges,
  resolveConflict,
  savedDraft,
  type TicketDraft,
} from './ticketDraft.js';
import { faultOf, idOfFile, isInFolder } from './ticketFileFault.js';
import { TicketOverview } from './ticketOverview.js';

/** One step of the editor's own undo. */
export interface DocumentEdit {
  readonly label: string;
  undo(): void;
  redo(): void;
}

/** A ticket's file that is open in a tab: the ticket on disk, and as the person has edited it. */
export class TicketDocument implements vscode.CustomDocument {
  private readonly parts = new DisposableStore();
  private readonly editEmitter: Emitter<DocumentEdit>;
  private readonly changeEmitter: Emitter<void>;
  private current: TicketDraft | null;
  private currentFault: TicketreeError | null = null;
  private author = '';

  /** @param kept what a window that was closed had not saved */
  constructor(
    readonly uri: vscode.Uri,
    readonly session: StoreSession,
    logger: Logger,
    kept: TicketDraft | null,
  ) {
    const onError = (error: unknown): void => {
      logger.error('a ticket editor failed to follow its document', error);
    };
    this.editEmitter = this.parts.add(new Emitter<DocumentEdit>(onError));
    this.changeEmitter = this.parts.add(new Emitter<void>(onError));
    this.current = kept;
    this.parts.add(
      session.onDidChangeState(() => {
        this.follow();
      }),
    );
    this.parts.add(
      session.onDidChangeAnyStore(() => {
        this.follow();
      }),
    );
    this.follow();
  }

  get onDidEdit(): Emitter<DocumentEdit>['event'] {
    return this.editEmitter.event;
  }

  /** The draft, the ticket underneath, or why there is none. */
  get onDidChange(): Emitter<void>['event'] {
    return this.changeEmitter.event;
  }

  /** The store that the file is in, if it is open in this window. */
  get workspace(): TicketWorkspace | undefined {
    return this.session.stores.find(({ store }) => isInFolder(this.uri, store.layout.tickets));
  }

  /** Null where there is no ticket to show; then {@link fault} says why. */
  get draft(): TicketDraft | null {
    return this.current;
  }

  /** Why there is no ticket in the file, or none any more; null while there is. */
  get fault(): TicketreeError | null {
    return this.currentFault;
  }

  /** Finds out who the person is, which is asked before a comment is added. */
  async learnAuthor(): Promise<void> {
    this.author = (await this.workspace?.settings.me()) ?? '';
  }

  /** Does what a person asked for; saved later. @throws TicketreeError */
  apply(action: TicketAction): void {
    this.requireWritable();
    const { mine } = this.requireDraft();
    const facts = { now: new Date(), newId: randomUUID(), author: this.author };
    const changed = applyTicketRequest(mine, action, facts);
    if (typeOf(changed) !== typeOf(mine)) checkType(rowOf(changed), typeOf(changed), this.graphWith(changed));
    this.edit(changed);
  }

  /** @throws TicketreeError `cycle`, `invalid_parent`, `ticket_not_found` */
  link(relation: Relation, other: string): void {
    this.requireWritable();
    const { mine } = this.requireDraft();
    this.edit(attach(mine, planLink(mine.id, linkKindOf[relation], other, this.graphWith(mine))));
  }

  unlink(relation: Relation, other: string): void {
    this.requireWritable();
    const { mine } = this.requireDraft();
    this.edit(detach(mine, planUnlink(mine.id, linkKindOf[relation], other)));
  }

  /** The person says which of two values holds. */
  resolve(path: readonly string[], keep: 'mine' | 'theirs'): void {
    const draft = this.requireDraft();
    const resolved = resolveConflict(draft, path, keep);
    this.current = { ...draft, conflicts: resolved.conflicts };
    this.edit(resolved.mine);
    this.changeEmitter.fire();
  }

  /**
   * Writes what differs, merged with what others wrote.
   * @throws TicketreeError `ticket_changed` where the person has to say first what holds, `ticket_not_found`, …
   */
  async save(): Promise<void> {
    const draft = this.requireDraft();
    if (this.currentFault) throw this.currentFault;
    const { tickets } = this.requireWritable();
    if (draft.conflicts.length > 0) throw undecided();
    if (!isChanged(draft)) return;
    const saved = await askAboutChildren((options) => tickets.replace(draft.base, draft.mine, options));
    if (!saved) throw givenUp();
    this.current = savedDraft(this.requireDraft(), draft.mine, saved);
    this.changeEmitter.fire();
  }

  /** Forgets what was not saved. */
  revert(): void {
    const ticket = this.ticketOnDisk();
    if (ticket) this.current = draftOf(ticket);
    this.changeEmitter.fire();
  }

  dispose(): void {
    this.parts.dispose();
  }

  private edit(mine: Ticket): void {
    const draft = this.requireDraft();
    if (sameValue(mine, draft.mine)) return;
    const changes = diffTickets(draft.mine, mine);
    const replay = (direction: 'undo' | 'redo'): void => {
      this.current = replayChanges(this.requireDraft(), changes, direction);
      this.changeEmitter.fire();
    };
    this.current = changeDraft(draft, mine);
    this.editEmitter.fire({
      label: vscode.l10n.t('Edit Ticket'),
      undo: () => {
        replay('undo');
      },
      redo: () => {
        replay('redo');
      },
    });
    this.changeEmitter.fire();
  }

  /** Takes over what the store says now. */
  private follow(): void {
    if (this.session.state.kind === 'loading') return;
    const { workspace } = this;
    const ticket = this.ticketOnDisk();
    const { current, currentFault } = this;
    if (ticket && current?.base === ticket && currentFault === null) return;
    this.currentFault = ticket ? null : faultOf(workspace, this.uri, current !== null);
    if (ticket) this.current = current ? rebaseDraft(current, ticket) : draftOf(ticket);
    if (this.currentFault?.message !== currentFault?.message || ticket) this.changeEmitter.fire();
  }

  private ticketOnDisk(): Ticket | undefined {
    const { workspace } = this;
    const id = workspace && (this.current?.base.id ?? idOfFile(workspace, this.uri));
    return id === undefined ? undefined : workspace?.store.get(id);
  }

  private graphWith(ticket: Ticket): TicketGraph {
    const { graph } = TicketOverview.of(this.requireWritable().store);
    const rows = [...graph.ids].flatMap((id) => graph.get(id) ?? []);
    // The later row of an id counts: the ticket as it shall be.
    return new TicketGraph([...rows, rowOf(ticket)]);
  }

  /** @throws TicketreeError `no_store`, `untrusted` */
  private requireWritable(): TicketWorkspace {
    return this.session.requireWritable(this.workspace?.root ?? '');
  }

  private requireDraft(): TicketDraft {
    if (this.current) return this.current;
    throw (
      this.currentFault ??
      new TicketreeError('no_store', vscode.l10n.t('The tickets are still being read.'), vscode.l10n.t('Try again.'))
    );
  }
}

function givenUp(): TicketreeError {
  return new TicketreeError(
    'cancelled',
    vscode.l10n.t('The ticket was not saved.'),
    vscode.l10n.t('Other tickets hang on it. See to them first, or save again and decide.'),
  );
}

function undecided(): TicketreeError {
  return new TicketreeError(
    'ticket_changed',
    vscode.l10n.t('Somebody else has changed the same as you.'),
    vscode.l10n.t('Say in the ticket editor which of the two holds, then save again.'),
  );
}
