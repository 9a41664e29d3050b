/** What the board knows and how messages change it; without a page, so that every message can be tried. */
import { decodeRows } from '../../src/domain/rowColumns.js';
import type { Status } from '../../src/domain/ticket.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { BoardColumn, BoardFacts, HostMessage, ReplyError } from '../../src/protocol/boardMessages.js';
import { BoardRows } from './boardRows.js';
import { PendingMoves, type PendingMove } from './pendingMoves.js';
import type { Location, ShownColumns } from './places.js';

type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
type Rows = Extract<HostMessage, { type: 'rows' }>;
type Patch = Extract<HostMessage, { type: 'patch' }>;

/** What is to be shown in place of cards where there are none. */
export type BoardPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unavailable'; readonly message: string; readonly hint: string }
  | { readonly kind: 'board' };

const noFacts: BoardFacts = {
  activeId: null,
  brokenCount: 0,
  readOnly: null,
  me: [],
  undo: null,
  redo: null,
  worktrees: [],
  conflicts: [],
};

export class BoardModel implements ShownColumns {
  readonly rows = new BoardRows();
  private readonly moves = new PendingMoves(this.rows);
  phase: BoardPhase = { kind: 'loading' };
  /** A patch went missing; what follows is ignored until the next snapshot. */
  isStale = false;
  columns: readonly BoardColumn[] = [];
  facts = noFacts;
  /** The tickets that have a worktree. */
  worktrees: ReadonlySet<string> = new Set();
  /** The tickets whose finish waits for its conflicts to be resolved. */
  conflicts: ReadonlySet<string> = new Set();
  /** Why the last request was refused, until somebody has read it. */
  refusal: ReplyError | null = null;
  private revision = 0;
  /** The revision whose rows are still coming. */
  private snapshotRevision = 0;
  /** How many rows of the snapshot are still to come. */
  private missing = 0;
  /** Of what was there before the snapshot, that which has not come again. */
  private readonly unconfirmed = new Set<string>();
  /** What patches have brought or taken since the snapshot; a later part of it must not bring that back. */
  private readonly touched = new Set<string>();

  shown(status: Status): readonly TicketRow[] {
    return this.rows.shown(status);
  }

  /** How many tickets there are, those included that are still to come. */
  get count(): number {
    return this.rows.count + (this.unconfirmed.size > 0 ? 0 : this.missing);
  }

  get isComplete(): boolean {
    return this.missing <= 0;
  }

  /** Column and position of a card; null for one that is not shown. */
  locate(id: string): Location | null {
    const row = this.rows.get(id);
    const index = row ? this.rows.indexOf(id) : -1;
    const column = this.columns.findIndex(({ status }) => status === row?.status);
    return index < 0 || column < 0 ? null : { column, index };
  }

  applySnapshot(snapshot: Snapshot): void {
    this.phase = { kind: 'board' };
    this.isStale = false;
    this.revision = this.snapshotRevision = snapshot.revision;
    this.columns = snapshot.columns;
    this.takeFacts(snapshot.facts);
    this.missing = snapshot.total;
    this.touched.clear();
    // What is shown stays until all has come, so that nobody loses the card on which they are.
    for (const { id } of this.rows) this.unconfirmed.add(id);
    this.takePart(decodeRows(snapshot.rows));
  }

  applyRows({ revision, rows }: Rows): void {
    if (revision === this.snapshotRevision && this.phase.kind === 'board') this.takePart(decodeRows(rows));
  }

  /** @returns the cards that somebody else has put elsewhere */
  applyPatch(patch: Patch): readonly string[] {
    if (this.phase.kind !== 'board' || this.isStale) return [];
    if (patch.revision !== this.revision + 1) {
      this.isStale = true;
      return [];
    }
    this.revision = patch.revision;
    const moved = patch.upserts.filter((row) => this.isMovedElsewhere(row)).map(({ id }) => id);
    this.rows.apply(patch.upserts, patch.removes);
    if (patch.facts) this.takeFacts(patch.facts);
    if (!this.isComplete) this.touch([...patch.removes, ...patch.upserts.map(({ id }) => id)]);
    return moved;
  }

  becomeUnavailable(message: string, hint: string): void {
    this.phase = { kind: 'unavailable', message, hint };
  }

  /** Shows cards where they were dropped, and forgets an older refusal. */
  startMove(move: PendingMove): void {
    this.refusal = null;
    this.moves.start(move);
  }

  /** Ends a move. @returns the cards that went back */
  settleMove(move: PendingMove, error: ReplyError | null): readonly string[] {
    const waited = this.moves.settle(move);
    if (!error || waited.length === 0) return [];
    this.refusal = error;
    return waited;
  }

  private takeFacts(facts: BoardFacts): void {
    this.facts = facts;
    this.worktrees = new Set(facts.worktrees);
    this.conflicts = new Set(facts.conflicts);
  }

  private touch(ids: readonly string[]): void {
    for (const id of ids) {
      this.touched.add(id);
      this.unconfirmed.delete(id);
    }
  }

  private takePart(rows: readonly TicketRow[]): void {
    this.rows.apply(
      rows.filter(({ id }) => !this.touched.has(id)),
      [],
    );
    for (const { id } of rows) this.unconfirmed.delete(id);
    this.missing -= rows.length;
    if (!this.isComplete) return;
    this.rows.apply([], [...this.unconfirmed]);
    this.unconfirmed.clear();
  }

  private isMovedElsewhere(row: TicketRow): boolean {
    const old = this.rows.get(row.id);
    if (!old || this.rows.isOverridden(row.id)) return false;
    return old.status !== row.status || old.rank !== row.rank;
  }
}
