/** Rows and messages as a host would send them. */
import { statuses } from '../../src/domain/ticket.js';
import type { BoardColumn, BoardRow, HostMessage } from '../../src/protocol/boardMessages.js';

export type Snapshot = Extract<HostMessage, { type: 'snapshot' }>;
export type Patch = Extract<HostMessage, { type: 'patch' }>;

const titles = { todo: 'To do', doing: 'Doing', review: 'Review', blocked: 'Blocked', done: 'Done' };

const columns: readonly BoardColumn[] = statuses.map((status) => ({ status, title: titles[status] }));

export function row(id: string, fields: Partial<BoardRow> = {}): BoardRow {
  return {
    id,
    shortId: id.slice(0, 4),
    title: `Ticket ${id}`,
    status: 'todo',
    priority: 'medium',
    tags: [],
    assignee: null,
    tasksCompleted: 0,
    tasksTotal: 0,
    rank: id,
    statusSince: null,
    due: null,
    ...fields,
  };
}

export function snapshot(rows: readonly BoardRow[], fields: Partial<Snapshot> = {}): Snapshot {
  return { type: 'snapshot', revision: 1, columns, rows, activeId: null, brokenCount: 0, readOnly: null, ...fields };
}

export function patch(revision: number, fields: Partial<Patch> = {}): Patch {
  return { type: 'patch', revision, upserts: [], removes: [], activeId: null, brokenCount: 0, ...fields };
}

/** A small board: a1 a2 a3 in todo, b1 b2 in doing, c1 in done. */
export function smallBoard(): BoardRow[] {
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
export function manyRows(count = 66): BoardRow[] {
  return Array.from({ length: count }, (_, index) => {
    const status = statuses[index < 15 ? index % 4 : 4] ?? 'done';
    const id = `t${String(index).padStart(4, '0')}`;
    return row(id, {
      status,
      title: `Ticket number ${index}`,
      tags: ['store'],
      tasksTotal: 4,
      tasksCompleted: index % 5,
    });
  });
}

/** The present of the pictures. */
export const pictureTime = new Date('2025-11-21T10:00:00Z');

function ago(days: number): string {
  return new Date(pictureTime.getTime() - days * 86_400_000 - 3_600_000).toISOString();
}

/** What the design's pictures show, as far as rows carry it. */
export function pictureRows(): BoardRow[] {
  const [maria, kenji, yuki] = ['Maria Torres', 'Kenji Ono', 'Yuki Sato'];
  const tasks = (tasksCompleted: number, tasksTotal: number) => ({ tasksCompleted, tasksTotal });
  const todo: Partial<BoardRow>[] = [
    {
      shortId: '04a6',
      title: 'Refuse a lock whose holder is still alive',
      priority: 'critical',
      tags: ['store', 'locks'],
      due: '2025-11-24',
      assignee: maria,
      ...tasks(0, 4),
    },
    { shortId: '9c1e', title: 'Offer similar tickets when a title repeats', tags: ['ux'], statusSince: ago(2) },
    {
      shortId: 'b5c6',
      title: 'Restore from the trash with its old place on the board',
      tags: ['store'],
      assignee: yuki,
      ...tasks(1, 3),
    },
    { shortId: '7dc1', title: 'エクスポートの文字化けを直す', priority: 'low', tags: ['export', 'i18n'] },
  ];
  const doing: Partial<BoardRow>[] = [
    {
      shortId: 'fix1',
      title: 'Fix login token refresh on slow networks',
      priority: 'high',
      tags: ['auth', 'api'],
      statusSince: ago(4),
      assignee: maria,
      ...tasks(3, 5),
    },
    {
      shortId: '2095',
      title: 'Batch edits with one undo',
      priority: 'high',
      tags: ['bulk'],
      assignee: kenji,
      ...tasks(2, 6),
    },
    {
      shortId: 'e674',
      title: 'Show progress of sub-tickets on the epic',
      tags: ['board'],
      assignee: yuki,
      ...tasks(4, 4),
    },
    {
      shortId: 'ee73',
      title: 'Inline tasks in the new-ticket input',
      priority: 'low',
      tags: ['cli'],
      assignee: maria,
      ...tasks(0, 2),
    },
  ];
  const review: Partial<BoardRow>[] = [
    {
      shortId: '1621',
      title: 'Keep started_at when a ticket is reopened',
      priority: 'high',
      tags: ['store'],
      statusSince: ago(1),
      assignee: kenji,
      ...tasks(5, 5),
    },
    {
      shortId: '0671',
      title: 'Say who holds a lock in the error',
      tags: ['locks', 'ux'],
      assignee: yuki,
      ...tasks(2, 2),
    },
  ];
  const blocked: Partial<BoardRow>[] = [
    {
      shortId: '2520',
      title: 'Locks on network file systems',
      tags: ['locks'],
      statusSince: ago(12),
      due: '2025-11-18',
      ...tasks(0, 3),
    },
  ];
  const done: Partial<BoardRow>[] = [
    {
      shortId: '8ef4',
      title: 'List survives Japanese titles',
      priority: 'high',
      tags: ['i18n'],
      assignee: maria,
      ...tasks(4, 4),
    },
    {
      shortId: '0130',
      title: 'One broken file no longer hides the others',
      priority: 'critical',
      tags: ['store'],
      assignee: kenji,
      ...tasks(3, 3),
    },
    { shortId: 'c5f9', title: 'Line numbers in parse errors', tags: ['store', 'ux'], assignee: yuki, ...tasks(2, 2) },
  ];
  return Object.entries({ todo, doing, review, blocked, done }).flatMap(([status, list]) =>
    list.map((fields, index) =>
      row(fields.shortId ?? '', { ...fields, status: status as BoardRow['status'], rank: `a${index}` }),
    ),
  );
}
