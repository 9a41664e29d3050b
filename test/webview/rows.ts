/** Rows and messages as a host would send them. */
import { encodeRows } from '../../src/domain/rowColumns.js';
import { statuses } from '../../src/domain/ticket.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { BoardColumn, BoardFacts, BoardPreferences, HostMessage } from '../../src/protocol/boardMessages.js';

export type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
export type Patch = Extract<HostMessage, { type: 'patch' }>;

const titles = { todo: 'To do', doing: 'Doing', review: 'Review', blocked: 'Blocked', done: 'Done' };

const columns: readonly BoardColumn[] = statuses.map((status) => ({ status, title: titles[status], wipLimit: null }));

/** A key that orders like the text itself, and that others can be made beside. */
export function rankOf(text: string): string {
  return `a0${text.replaceAll(/[^0-9A-Za-z]/g, '')}V`;
}

export function row(id: string, fields: Partial<TicketRow> = {}): TicketRow {
  return {
    id,
    slug: `ticket-${id}`,
    title: `Ticket ${id}`,
    priority: 'medium',
    status: 'todo',
    tags: [],
    created_at: '2025-01-01T00:00:00Z',
    started_at: null,
    closed_at: null,
    assignee: null,
    archived: false,
    type: 'task',
    parent: null,
    depends_on: [],
    due: null,
    estimate: null,
    claim: null,
    fields: {},
    branch: null,
    status_since: null,
    rank: rankOf(id),
    tasks: { completed: 0, total: 0 },
    comments: 0,
    touched: 0,
    ...fields,
  };
}

const noFacts: BoardFacts = {
  activeId: null,
  brokenCount: 0,
  readOnly: null,
  me: ['me'],
  undo: null,
  redo: null,
  worktrees: [],
  conflicts: [],
};

export function facts(fields: Partial<BoardFacts> = {}): BoardFacts {
  return { ...noFacts, ...fields };
}

interface SnapshotFields {
  readonly revision?: number;
  readonly facts?: Partial<BoardFacts>;
  readonly preferences?: Partial<BoardPreferences>;
  readonly wipLimits?: Readonly<Record<string, number>>;
  /** Where not all rows come at once. */
  readonly total?: number;
}

export function snapshot(rows: readonly TicketRow[], fields: SnapshotFields = {}): Snapshot {
  return {
    type: 'snapshot',
    revision: fields.revision ?? 1,
    columns: columns.map((column) => ({ ...column, wipLimit: fields.wipLimits?.[column.status] ?? null })),
    facts: facts(fields.facts),
    preferences: { filter: '', sort: 'manual', compact: false, collapsed: [], ...fields.preferences },
    total: fields.total ?? rows.length,
    rows: encodeRows(rows),
  };
}

/** A further part of a snapshot. */
export function part(rows: readonly TicketRow[], revision = 1): HostMessage {
  return { type: 'rows', revision, rows: encodeRows(rows) };
}

export function patch(revision: number, fields: Partial<Patch> = {}): Patch {
  return { type: 'patch', revision, upserts: [], removes: [], ...fields };
}

/** A small board: a1 a2 a3 in todo, b1 b2 in doing, c1 in done. */
export function smallBoard(): TicketRow[] {
  return [
    row('a1'),
    row('a2'),
    row('a3'),
    row('b1', { status: 'doing' }),
    row('b2', { status: 'doing' }),
    row('c1', { status: 'done' }),
  ];
}

/** As many as the demo store has, most of them done. */
export function manyRows(count = 66): TicketRow[] {
  return Array.from({ length: count }, (_, index) => {
    const status = statuses[index < 15 ? index % 4 : 4] ?? 'done';
    const id = `t${String(index).padStart(4, '0')}`;
    return row(id, {
      status,
      title: `Ticket number ${index}`,
      tags: ['store'],
      tasks: { completed: index % 5, total: 4 },
    });
  });
}

/** The present of the pictures. */
export const pictureTime = new Date('2025-11-21T10:00:00Z');

function ago(days: number): string {
  return new Date(pictureTime.getTime() - days * 86_400_000 - 3_600_000).toISOString();
}

function moment(minutes: number): string {
  return new Date(pictureTime.getTime() + minutes * 60_000).toISOString();
}

/** The pictures' limits. */
export const pictureLimits = { doing: 3, review: 3 };

/** What the design's pictures show, as far as rows carry it. */
export function pictureRows(): TicketRow[] {
  const [maria, kenji, yuki] = ['Maria Torres', 'Kenji Ono', 'Yuki Sato'];
  const tasks = (completed: number, total: number) => ({ tasks: { completed, total } });
  const todo: Partial<TicketRow>[] = [
    {
      id: '04a6',
      title: 'Refuse a lock whose holder is still alive',
      priority: 'critical',
      tags: ['store', 'locks'],
      due: '2025-11-24',
      assignee: maria,
      parent: 'safe',
      ...tasks(0, 4),
    },
    {
      id: '9c1e',
      title: 'Offer similar tickets when a title repeats',
      tags: ['ux'],
      status_since: ago(2),
      depends_on: ['b5c6', '04a6'],
    },
    {
      id: 'b5c6',
      title: 'Restore from the trash with its old place on the board',
      tags: ['store'],
      assignee: yuki,
      ...tasks(1, 3),
    },
    { id: '7dc1', title: 'エクスポートの文字化けを直す', priority: 'low', tags: ['export', 'i18n'] },
  ];
  const doing: Partial<TicketRow>[] = [
    {
      id: 'fix1',
      title: 'Fix login token refresh on slow networks',
      priority: 'high',
      tags: ['auth', 'api'],
      status_since: ago(4),
      assignee: maria,
      parent: 'sign',
      branch: 'ticket/fix-login-token-refresh',
      ...tasks(3, 5),
    },
    {
      id: '2095',
      title: 'Batch edits with one undo',
      priority: 'high',
      tags: ['bulk'],
      assignee: kenji,
      claim: { who: 'claude', session: 's1', at: moment(-3), until: moment(27) },
      branch: 'ticket/batch-edits',
      ...tasks(2, 6),
    },
    {
      id: 'e674',
      title: 'Show progress of sub-tickets on the epic',
      tags: ['board'],
      assignee: yuki,
      ...tasks(4, 4),
    },
    {
      id: 'ee73',
      title: 'Inline tasks in the new-ticket input',
      priority: 'low',
      tags: ['cli'],
      assignee: maria,
      ...tasks(0, 2),
    },
  ];
  const review: Partial<TicketRow>[] = [
    {
      id: '1621',
      title: 'Keep started_at when a ticket is reopened',
      priority: 'high',
      tags: ['store'],
      status_since: ago(1),
      assignee: kenji,
      branch: 'ticket/keep-started-at',
      ...tasks(5, 5),
    },
    {
      id: '0671',
      title: 'Say who holds a lock in the error',
      tags: ['locks', 'ux'],
      assignee: yuki,
      ...tasks(2, 2),
    },
  ];
  const blocked: Partial<TicketRow>[] = [
    {
      id: '2520',
      title: 'Locks on network file systems',
      tags: ['locks'],
      status_since: ago(12),
      due: '2025-11-18',
      depends_on: ['04a6'],
      type: 'bug',
      comments: 2,
      ...tasks(0, 3),
    },
  ];
  const done: Partial<TicketRow>[] = [
    {
      id: '8ef4',
      title: 'List survives Japanese titles',
      priority: 'high',
      tags: ['i18n'],
      assignee: maria,
      ...tasks(4, 4),
    },
    {
      id: '0130',
      title: 'One broken file no longer hides the others',
      priority: 'critical',
      tags: ['store'],
      assignee: kenji,
      ...tasks(3, 3),
    },
    { id: 'c5f9', title: 'Line numbers in parse errors', tags: ['store', 'ux'], assignee: yuki, ...tasks(2, 2) },
  ];
  const cards = Object.entries({ todo, doing, review, blocked, done }).flatMap(([status, list]) =>
    list.map((fields, index) =>
      row(fields.id ?? '', { ...fields, status: status as TicketRow['status'], rank: `a${index}V` }),
    ),
  );
  // Put away, so that they are on no column; their tickets still tell to what they belong.
  const epics = [row('safe', { title: 'Safe storage' }), row('sign', { title: 'Sign-in' })];
  return [...cards, ...epics.map((epic): TicketRow => ({ ...epic, type: 'epic', archived: true }))];
}

/** Ten thousand tickets, six thousand of them in one column; titles and tags of very different lengths. */
export function hugeBoard(): TicketRow[] {
  return Array.from({ length: 10_000 }, (_, index) => {
    const id = index.toString(16).padStart(8, '0');
    return row(id, {
      title: `Ticket ${index} ${'of many words '.repeat(index % 6)}`,
      status: index < 6000 ? 'done' : (statuses[index % 4] ?? 'todo'),
      priority: (['low', 'medium', 'high', 'critical'] as const)[index % 4] ?? 'low',
      tags: Array.from({ length: index % 4 }, (_, tag) => `tag${tag}`),
      tasks: { completed: index % 3, total: index % 5 },
      assignee: index % 2 === 0 ? 'Maria Torres' : null,
      status_since: '2025-11-01T00:00:00Z',
      depends_on: index % 7 === 6 ? [(index - 1).toString(16).padStart(8, '0')] : [],
    });
  });
}
