import type { Ticket } from '../../src/domain/ticket.js';
import type { RelatedTicket, TicketCommit, TicketDetails, TicketGit } from '../../src/protocol/ticketMessages.js';
import { idOf, taskWith, ticketWith } from '../unit/domain/tickets.js';

export function related(number: number, fields: Partial<RelatedTicket> = {}): RelatedTicket {
  return {
    id: idOf(number),
    shortId: idOf(number).slice(0, 4),
    title: `Ticket ${String(number)}`,
    status: 'todo',
    ...fields,
  };
}

export function detailsOf(ticket: Ticket, fields: Partial<TicketDetails> = {}): TicketDetails {
  return {
    ticket,
    shortId: ticket.id.slice(0, 4),
    parent: null,
    children: [],
    dependsOn: [],
    dependents: [],
    activity: [],
    people: ['ana', 'anton', 'bob'],
    tags: ['auth', 'api', 'ui'],
    readOnly: null,
    conflicts: [],
    git: null,
    ...fields,
  };
}

/** A ticket with something of everything. */
export const fullTicket = ticketWith({
  title: 'Fix login token refresh on slow networks',
  description:
    '## Why\n\nBehind a **slow proxy** the token expires *while* it is being refreshed. See `session.ts`.\n\n' +
    '- the queue is dropped\n- people are signed out\n\n```ts\nawait refresh(token);\n```\n\n> Seen in https://example.org/issues/7',
  status: 'doing',
  priority: 'high',
  assignee: 'mio.tanaka@example.org',
  tags: ['auth', 'api'],
  tasks: [
    taskWith(1, { title: 'Reproduce with a slow proxy', completed: true }),
    taskWith(2, { title: 'Refresh ahead of expiry', completed: true }),
    taskWith(3, { title: 'Keep the queue while refreshing' }),
    taskWith(4, { title: 'Tests for clock skew' }),
  ],
  metadata: {
    due: '2026-03-12',
    estimate: 150,
    acceptance_criteria: [
      { id: idOf(0x51), text: 'Nobody is signed out by a refresh', done: true },
      { id: idOf(0x52), text: 'No token is ever logged', done: false },
    ],
    comments: [
      { id: idOf(0x61), author: 'Kenji Ono', at: '2026-02-27T09:30:00Z', text: 'It fails on **Windows** too.' },
      { id: idOf(0x62), author: 'Mio Tanaka', at: '2026-02-28T10:00:00Z', text: 'Only with two tabs open.' },
    ],
  },
});

/** A ticket that is being worked on in a worktree of its own. */
export const workGit: TicketGit = {
  branch: 'ticket/fix-login-token-refresh',
  base: 'main',
  worktree: { name: 'shop-vibeticket-fix-login-token-refresh', isThere: true },
  pullRequest: 'https://github.com/example/shop/pull/128',
  hasConflicts: false,
  isRepository: true,
};

export const workCommits: readonly TicketCommit[] = [
  {
    ...{ shortId: '7be51ea', subject: 'Keep the queue while a token is refreshed', author: 'Mio Tanaka' },
    ...{ at: '2026-02-28T09:00:00Z', where: 'branch' },
  },
  {
    ...{ shortId: '164a3eb', subject: 'Note what 1234 needs of the proxy', author: 'Kenji Ono' },
    ...{ at: '2026-02-20T09:00:00Z', where: 'mention' },
  },
];

/** What stands around it. */
export const fullDetails: Partial<TicketDetails> = {
  parent: related(0x11, { title: 'Sign-in that never gets in the way' }),
  children: [
    related(0x12, { title: 'Measure the latency of refreshes', status: 'done' }),
    related(0x13, { status: 'review' }),
  ],
  dependsOn: [related(0x14, { title: 'Locks on network file systems', status: 'blocked' })],
  git: workGit,
  dependents: [related(0x15, { title: 'エクスポートの文字化けを直す' })],
  activity: [
    { at: '2026-02-28T10:00:00Z', who: 'mio.tanaka@example.org', text: 'Commented: Comment of Mio Tanaka' },
    { at: '2026-02-27T08:00:00Z', who: 'mio.tanaka@example.org', text: 'Started: Status To do → Doing' },
  ],
};
