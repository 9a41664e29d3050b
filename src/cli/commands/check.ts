import type { Command } from 'commander';
import type { BranchHere } from '../../app/git/ticketGit.js';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import type { BrokenFile } from '../../domain/change.js';
import { priorities, statuses } from '../../domain/ticket.js';
import { countTickets, type TicketCounts } from '../../domain/ticketCounts.js';
import { shortIds } from '../../domain/ticketRef.js';
import { isOpen, type TicketRow } from '../../domain/ticketRow.js';
import { withExamples } from '../examples.js';
import { formatProgress } from '../itemLines.js';
import type { Look } from '../look.js';
import { Session } from '../session.js';
import { oneLine } from '../terminalText.js';
import { formatTicketLines } from '../ticketLines.js';

interface CheckFlags {
  readonly detailed?: boolean;
  readonly stats?: boolean;
}

interface Overview {
  readonly project: { readonly name: string; readonly description: string | null; readonly path: string };
  readonly active: TicketRow | null;
  readonly counts: TicketCounts;
  readonly recent: readonly TicketRow[];
  readonly broken: readonly BrokenFile[];
  readonly here: BranchHere | null;
  readonly short: ReadonlyMap<string, string>;
}

/** How many of the tickets that were changed last are named. */
const mostRecent = 5;

/** `check`: where the project stands. */
export function configure(command: Command): void {
  command
    .option('-d, --detailed', 'the tickets that were changed last, too')
    .option('-s, --stats', 'how many of each priority are open, too')
    .action(async (flags: CheckFlags, self: Command) => {
      const session = Session.of(self);
      await session.withTickets(async (workspace) => {
        const overview = await overviewOf(workspace, session.ports.clock());
        const look = await session.look(workspace.settings);
        session.output.result('check', documentOf(overview), () => formatOverview(overview, flags, look));
      });
    });
  withExamples(command, ['ticketree check', 'ticketree check --stats', 'ticketree check --json']);
}

async function overviewOf({ store, settings, git }: TicketWorkspace, now: Date): Promise<Overview> {
  const { rows, broken } = await store.readRows();
  const [said, [activeId]] = [await settings.read(), await store.readActive()];
  return {
    project: { name: said.get('project.name'), description: said.get('project.description'), path: store.layout.root },
    active: rows.find((row) => row.id === activeId && isOpen(row)) ?? null,
    counts: countTickets(rows, now),
    recent: rows
      .filter((row) => !row.archived)
      .sort((a, b) => b.touched - a.touched)
      .slice(0, mostRecent),
    broken,
    here: await git.here(rows),
    short: shortIds(rows.map(({ id }) => id)),
  };
}

function documentOf({ project, active, counts, recent, broken, here }: Overview): Record<string, unknown> {
  const named = ({ id, slug, title, status }: TicketRow): object => ({ id, slug, title, status });
  const git = here && { branch: here.branch, worktree: here.worktree, ticket: here.ticket && named(here.ticket) };
  return {
    ...{ project, active: active && named(active), statistics: counts, recent: recent.map(named), broken },
    ...(git === null ? {} : { git }),
  };
}

function formatOverview(
  { project, active, counts, recent, broken, here, short }: Overview,
  { detailed, stats }: CheckFlags,
  look: Look,
): string {
  const sum = (words: readonly (keyof TicketCounts)[]): string =>
    words.map((word) => `${counts[word]} ${word}`).join(', ');
  const lines = [
    look.paint('bold', oneLine(project.name)),
    ...(project.description === null ? [] : [oneLine(project.description)]),
    look.paint('dim', oneLine(project.path)),
    '',
    active === null
      ? 'No ticket is active'
      : oneLine(
          `Active: #${short.get(active.id) ?? active.id} ${active.title} (${formatProgress(active.tasks)} tasks)`,
        ),
    ...(here === null ? [] : [formatHere(here, short)]),
    `${sum(statuses)}, ${sum(['archived'])}`,
    sum(['ready']),
    ...(broken.length === 0 ? [] : [`${broken.length} cannot be read; see \`ticketree doctor\``]),
    ...(stats === true ? [`open: ${sum(priorities.toReversed())}`] : []),
    ...(detailed === true && recent.length > 0 ? ['', formatTicketLines(recent, short, look)] : []),
  ];
  return lines.join('\n');
}

function formatHere({ branch, worktree, ticket }: BranchHere, short: ReadonlyMap<string, string>): string {
  const owner = ticket === null ? 'of no ticket' : `#${short.get(ticket.id) ?? ticket.id} ${ticket.title}`;
  return oneLine(`Branch: ${branch}, ${owner}${worktree === null ? '' : `, in the worktree ${worktree}`}`);
}
