import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import type { NewTicket } from '../../src/domain/newTicket.js';
import type { Status } from '../../src/domain/ticket.js';
import { silentLogger } from '../../src/util/logger.js';

/** Makes a small repository with a dozen varied tickets, for whoever wants to look around: `node out/demo.mjs FOLDER`. */

interface DemoTicket extends Omit<NewTicket, 'tasks'> {
  readonly title: string;
  /** Days since it was written down. */
  readonly age: number;
  /** Days since it came into its status. */
  readonly since?: number;
  readonly tasks?: readonly string[];
  readonly ticked?: number;
  readonly active?: boolean;
}

const demoTickets: readonly DemoTicket[] = [
  {
    title: 'Refuse a lock whose holder is still alive',
    description: 'A lock that is 30 seconds old may belong to a **slow** process.\n\nAsk the system whether it lives.',
    priority: 'critical',
    tags: ['store', 'locks'],
    assignee: 'Mia Tanaka',
    age: 9,
    tasks: ['Ask the process table', 'Compare start times', 'Two processes in a test', 'Say who holds it'],
  },
  { title: 'Offer similar tickets when a title repeats', tags: ['ux'], age: 2 },
  {
    title: 'Restore from the trash with its old place on the board',
    tags: ['store'],
    assignee: 'Yuki Sato',
    age: 6,
    tasks: ['Keep the rank', 'Keep the column', 'A test'],
    ticked: 1,
  },
  { title: 'エクスポートの文字化けを直す', priority: 'low', tags: ['export', 'i18n'], age: 4 },
  {
    title: 'Fix login token refresh on slow networks',
    description:
      'The refresh starts when the token has expired. It should start earlier.\n\n- reproduce\n- measure\n- mend',
    priority: 'high',
    status: 'doing',
    tags: ['auth', 'api'],
    assignee: 'Mia Tanaka',
    age: 7,
    since: 4,
    tasks: [
      'Reproduce with a slow proxy',
      'Refresh ahead of expiry',
      'Keep the queue while refreshing',
      'Tests for clock skew',
      'Notes for the changelog',
    ],
    ticked: 3,
    active: true,
  },
  {
    title: 'Batch edits with one undo',
    priority: 'high',
    status: 'doing',
    tags: ['bulk'],
    assignee: 'Kofi Owusu',
    age: 5,
    tasks: ['Collect', 'Apply', 'Undo', 'Redo', 'Say what was not undone', 'Test'],
    ticked: 2,
  },
  { title: 'Inline tasks in the new-ticket input', priority: 'low', status: 'doing', tags: ['cli'], age: 3 },
  {
    title: 'Keep started_at when a ticket is reopened',
    priority: 'high',
    status: 'review',
    tags: ['store'],
    assignee: 'Kofi Owusu',
    age: 8,
    since: 1,
    tasks: ['Table of transitions', 'Test'],
    ticked: 2,
  },
  {
    title: 'Say who holds a lock in the error',
    status: 'review',
    tags: ['locks', 'ux'],
    assignee: 'Yuki Sato',
    age: 3,
  },
  {
    title: 'Locks on network file systems',
    status: 'blocked',
    tags: ['locks'],
    age: 30,
    since: 12,
    tasks: ['Find one', 'Measure'],
  },
  {
    title: 'List survives Japanese titles',
    priority: 'high',
    status: 'done',
    tags: ['i18n'],
    assignee: 'Mia Tanaka',
    age: 40,
    since: 20,
  },
  {
    title: 'One broken file no longer hides the others',
    priority: 'critical',
    status: 'done',
    tags: ['store'],
    assignee: 'Kofi Owusu',
    age: 33,
    since: 15,
    tasks: ['Show line and reason'],
    ticked: 1,
  },
];

async function makeDemo(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const git = simpleGit(folder, { config: ['user.name=Demo', 'user.email=demo@example.com', 'commit.gpgsign=false'] });
  await git.init(['--initial-branch=main']);
  await writeFile(join(folder, 'README.md'), '# Demo\n\nA small project with a dozen tickets. Drag them.\n');
  await writeFile(
    join(folder, 'session.ts'),
    '// TODO refresh the token ahead of its expiry\nexport const session = {};\n',
  );
  let now = new Date();
  const ports = { clock: () => now, logger: silentLogger, surface: 'cli', session: 'demo' } as const;
  const workspace = await TicketWorkspace.init(folder, { placement: 'withCode' }, ports);
  for (const ticket of demoTickets) {
    now = daysAgo(ticket.age);
    await writeDown(workspace, ticket, (days) => (now = daysAgo(days)));
  }
  workspace.dispose();
  await git.add('.').commit('A small project with a dozen tickets');
}

async function writeDown(workspace: TicketWorkspace, demo: DemoTicket, setAge: (days: number) => void): Promise<void> {
  const { age, since = age, tasks = [], ticked = 0, active = false, status = 'todo', ...input } = demo;
  const { id } = await workspace.tickets.create(input);
  for (const task of tasks) await workspace.tickets.addTask(id, task);
  for (let number = 1; number <= ticked; number++) await workspace.tickets.setTaskCompleted(id, String(number), true);
  setAge(since);
  await workspace.tickets.move(id, status satisfies Status);
  if (active) await workspace.tickets.setActive(id);
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}

const target = process.argv[2];
if (target === undefined) throw new Error('usage: node out/demo.mjs FOLDER');
await makeDemo(target);
