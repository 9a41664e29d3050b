/**
 * A ticket that is being edited beside the one on disk. Pure: knows neither the editor nor the store.
 */
import { applyChanges, mergeTickets, reverseChanges } from '../../domain/mergeTickets.js';
import { sameValue } from '../../domain/sameValue.js';
import type { Ticket } from '../../domain/ticket.js';
import { diffTickets, readCell, writeCell, type CellChange } from '../../domain/ticketCells.js';

type Path = readonly string[];

export interface TicketDraft {
  /** The ticket as it was last seen on disk. */
  readonly base: Ticket;
  /** With what the person has changed. */
  readonly mine: Ticket;
  /** Cells that both have changed and of which the person has not said yet which holds; `mine` has the person's value. */
  readonly conflicts: readonly Path[];
}

/** What follows from the status (transitions.ts): whoever's status holds, theirs hold too, and nobody is asked. */
const followers: readonly Path[] = [
  ['started_at'],
  ['closed_at'],
  ['metadata', 'status_since'],
  ['metadata', 'claim'],
  ['metadata', 'archived'],
  ['metadata', 'archived_at'],
];

export function draftOf(ticket: Ticket): TicketDraft {
  return { base: ticket, mine: ticket, conflicts: [] };
}

/** Whether there is something to save. */
export function isChanged({ base, mine }: TicketDraft): boolean {
  return !sameValue(base, mine);
}

/** The draft after the person's change. Where mine has become what is on disk, there is nothing to ask any more. */
export function changeDraft(draft: TicketDraft, mine: Ticket): TicketDraft {
  return withOpenConflicts({ ...draft, mine });
}

/**
 * The draft after somebody else wrote the file: what only one has changed is taken over, what both have changed stays
 * as the person has it, and is a conflict.
 */
export function rebaseDraft(draft: TicketDraft, theirs: Ticket): TicketDraft {
  const merged = mergeTickets(draft.base, draft.mine, theirs);
  const collided = merged.conflicts.map(({ path }) => path);
  const isStatusAsked = [...draft.conflicts, ...collided].some((path) => isPath(path, ['status']));
  // Two who enter one status at two times have not disagreed.
  const kept = collided.filter((path) => isStatusAsked || !isFollower(path));
  const mine = kept.reduce((ticket, path) => writeCell(ticket, path, readCell(draft.mine, path)), merged.ticket);
  const asked = collided.filter((path) => !isFollower(path));
  const older = draft.conflicts.filter((path) => !asked.some((other) => isPath(path, other)));
  return withOpenConflicts({ base: theirs, mine, conflicts: [...older, ...asked] });
}

/** The draft after the person has said which of two values holds. */
export function resolveConflict(draft: TicketDraft, path: Path, keep: 'mine' | 'theirs'): TicketDraft {
  const conflicts = draft.conflicts.filter((other) => !isPath(path, other));
  if (keep === 'mine' || conflicts.length === draft.conflicts.length) return { ...draft, conflicts };
  const cells = isPath(path, ['status']) ? [path, ...followers] : [path];
  const mine = cells.reduce((ticket, cell) => writeCell(ticket, cell, readCell(draft.base, cell)), draft.mine);
  return { ...draft, mine, conflicts };
}

/** The draft after its state at the beginning of a save was written; what was typed meanwhile stays typed. */
export function savedDraft(draft: TicketDraft, begun: Ticket, saved: Ticket): TicketDraft {
  const { ticket } = applyChanges(saved, diffTickets(begun, draft.mine));
  return withOpenConflicts({ ...draft, base: saved, mine: ticket });
}

/** The draft without a change, or with it again; what somebody has changed since stays. */
export function replayChanges(
  draft: TicketDraft,
  changes: readonly CellChange[],
  direction: 'undo' | 'redo',
): TicketDraft {
  const { ticket } = applyChanges(draft.mine, direction === 'undo' ? reverseChanges(changes) : changes);
  return changeDraft(draft, ticket);
}

function withOpenConflicts(draft: TicketDraft): TicketDraft {
  const { base, mine, conflicts } = draft;
  const open = conflicts.filter((path) => !sameValue(readCell(base, path), readCell(mine, path)));
  return open.length === conflicts.length ? draft : { ...draft, conflicts: open };
}

function isFollower(path: Path): boolean {
  return followers.some((follower) => isPath(path, follower));
}

function isPath(one: Path, other: Path): boolean {
  return sameValue(one, other);
}
