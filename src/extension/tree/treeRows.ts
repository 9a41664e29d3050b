import type { TicketRow } from '../../domain/ticketRow.js';
import { PartIndex } from './partIndex.js';
import type { RowView } from './rowView.js';
import { SortedRows } from './sortedRows.js';
import { compareGroups, groupsOf, type GroupValue } from './treeGroup.js';

/** What must be drawn anew: as few as will do. */
export class Touched {
  /** With the rows below. */
  readonly groups = new Set<GroupValue>();
  /** Tickets whose own row differs, or what is below it. */
  readonly tickets = new Set<string>();
}

/**
 * The tickets of one store as the tree has them: which stand in which group, in order, and which are parts of which. A
 * change touches its own groups alone; what comes of it is the same as if all had been worked out again.
 */
export class TreeRows {
  private readonly all = new Map<string, TicketRow>();
  private readonly parts = new PartIndex();
  private groups = new Map<GroupValue, SortedRows>();
  /** The groups in which each shown ticket stands. */
  private places = new Map<string, readonly GroupValue[]>();
  private listed = 0;
  private inDoing = 0;

  constructor(
    rows: Iterable<TicketRow>,
    private view: RowView,
  ) {
    for (const row of rows) {
      this.all.set(row.id, row);
      this.parts.add(row);
      this.count(row, 1);
    }
    this.arrange();
  }

  /** How many there are, whatever is shown. */
  get total(): number {
    return this.all.size;
  }

  /** How many would be shown without the filter. */
  get listedCount(): number {
    return this.listed;
  }

  get shownCount(): number {
    return this.places.size;
  }

  /** How many are being worked on, whatever is shown. */
  get doingCount(): number {
    return this.inDoing;
  }

  get rows(): Iterable<TicketRow> {
    return this.all.values();
  }

  get(id: string): TicketRow | undefined {
    return this.all.get(id);
  }

  /** The groups that have rows, in order. */
  groupValues(): GroupValue[] {
    const titleOf = (id: string): string => this.all.get(id)?.title ?? id;
    return [...this.groups.keys()].sort(compareGroups(this.view.grouping, titleOf));
  }

  /** The shown rows of a group, in order. */
  rowsOf(group: GroupValue): readonly TicketRow[] {
    return this.groups.get(group)?.rows ?? [];
  }

  /** The groups that a ticket stands in; none for one that is not shown. */
  placesOf(id: string): readonly GroupValue[] {
    return this.places.get(id) ?? nowhere;
  }

  /** The shown parts of a ticket, in order. */
  partsOf(id: string): TicketRow[] {
    const shown = [...this.parts.of(id)].filter((part) => this.places.has(part)).map((part) => this.all.get(part));
    return shown.filter((row) => row !== undefined).sort(this.view.compare);
  }

  /** Takes note of a ticket that came, or became another. */
  put(row: TicketRow, touched: Touched): void {
    const previous = this.all.get(row.id);
    if (previous) this.forget(previous);
    this.all.set(row.id, row);
    this.parts.add(row);
    this.count(row, 1);
    this.place(previous, row, touched);
    if (this.view.grouping === 'epic') this.followEpic(previous, row, touched);
  }

  remove(id: string, touched: Touched): void {
    const row = this.all.get(id);
    if (!row) return;
    this.forget(row);
    this.place(row, undefined, touched);
    if (this.view.grouping === 'epic') this.placeParts(id, new Set([id]), touched);
  }

  /** Looks at all tickets again, because what their view rests upon has changed; a person likes it as before. */
  review(view: RowView, touched: Touched): void {
    if (view.ordersByFacts) {
      this.reorder(view, touched);
      return;
    }
    this.view = view;
    for (const row of this.all.values()) {
      if (!isSame(this.placesOf(row.id), this.groupsFor(row))) this.place(row, row, touched);
    }
  }

  private reorder(view: RowView, touched: Touched): void {
    const before = this.groups;
    const partsBefore = [...this.parts.parents].map((id) => [id, this.partsOf(id)] as const);
    this.view = view;
    this.arrange();
    for (const group of new Set([...before.keys(), ...this.groups.keys()])) {
      if (!isSame(before.get(group)?.rows ?? [], this.rowsOf(group))) touched.groups.add(group);
    }
    for (const [id, parts] of partsBefore) if (!isSame(parts, this.partsOf(id))) touched.tickets.add(id);
  }

  /** Works out from all rows where each of them stands. */
  private arrange(): void {
    const members = new Map<GroupValue, TicketRow[]>();
    this.places = new Map();
    for (const row of this.all.values()) {
      const groups = this.groupsFor(row);
      if (groups.length > 0) this.places.set(row.id, groups);
      for (const group of groups) {
        const rows = members.get(group);
        if (rows) rows.push(row);
        else members.set(group, [row]);
      }
    }
    this.groups = new Map([...members].map(([group, rows]) => [group, new SortedRows(rows, this.view.compare)]));
  }

  private groupsFor(row: TicketRow): readonly GroupValue[] {
    const isShown = this.view.isListed(row) && this.view.matches(row);
    return isShown ? groupsOf(row, this.view.grouping, (id) => this.all.get(id)) : nowhere;
  }

  /** Takes a row from where it stood and puts it where it belongs now; either may be nowhere. */
  private place(previous: TicketRow | undefined, row: TicketRow | undefined, touched: Touched): void {
    const id = (row ?? previous)?.id ?? '';
    const [before, after] = [this.placesOf(id), row ? this.groupsFor(row) : nowhere];
    const stood = new Map(before.map((group) => [group, previous && this.take(group, previous)]));
    const stands = new Map(after.map((group) => [group, row && this.add(group, row)]));
    if (after.length > 0) this.places.set(id, after);
    else this.places.delete(id);
    for (const group of [...before, ...after]) {
      if (stood.get(group) !== stands.get(group)) touched.groups.add(group);
    }
    if (after.length > 0) touched.tickets.add(id);
    const wasShown = before.length > 0 ? previous : undefined;
    const isShown = after.length > 0 ? row : undefined;
    if (!this.areAlike(wasShown, isShown)) {
      for (const each of [wasShown, isShown]) if (each?.parent != null) touched.tickets.add(each.parent);
    }
  }

  /** Whether a ticket is shown among the parts of another as it was before. */
  private areAlike(previous: TicketRow | undefined, row: TicketRow | undefined): boolean {
    if (!previous || !row) return previous === row;
    return previous.parent === row.parent && this.view.compare(previous, row) === 0;
  }

  /** @returns where the row stood in the group */
  private take(group: GroupValue, row: TicketRow): number | undefined {
    const rows = this.groups.get(group);
    const at = rows?.remove(row);
    if (rows?.rows.length === 0) this.groups.delete(group);
    return at;
  }

  /** @returns where the row stands in the group */
  private add(group: GroupValue, row: TicketRow): number {
    const rows = this.groups.get(group) ?? new SortedRows([], this.view.compare);
    this.groups.set(group, rows);
    return rows.insert(row);
  }

  /** An epic's title names its group; where a ticket hangs says in which groups its parts stand. */
  private followEpic(previous: TicketRow | undefined, row: TicketRow, touched: Touched): void {
    if (previous && previous.title !== row.title && this.rowsOf(row.id).length > 0) touched.groups.add(row.id);
    const hangsAlike = previous?.parent === row.parent && (previous.type === 'epic') === (row.type === 'epic');
    if (!hangsAlike) this.placeParts(row.id, new Set([row.id]), touched);
  }

  /** @param seen files edited by hand may make a circle */
  private placeParts(id: string, seen: Set<string>, touched: Touched): void {
    for (const part of this.parts.of(id)) {
      const row = this.all.get(part);
      if (!row || seen.has(part)) continue;
      seen.add(part);
      if (!isSame(this.placesOf(part), this.groupsFor(row))) this.place(row, row, touched);
      this.placeParts(part, seen, touched);
    }
  }

  private forget(row: TicketRow): void {
    this.all.delete(row.id);
    this.parts.remove(row);
    this.count(row, -1);
  }

  private count(row: TicketRow, by: 1 | -1): void {
    if (this.view.isListed(row)) this.listed += by;
    if (row.status === 'doing' && !row.archived) this.inDoing += by;
  }
}

const nowhere: readonly GroupValue[] = [];

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
