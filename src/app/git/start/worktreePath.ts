import { lstatSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { branchPart, cutBytes } from '../../../domain/branchName.js';
import { TicketreeError } from '../../../domain/errors.js';
import { vibeTicketGitSettings } from '../../../domain/gitSettings.js';
import type { Settings } from '../../../domain/resolveSettings.js';
import { definitionOf } from '../../../domain/settings.js';
import type { Ticket } from '../../../domain/ticket.js';
import type { WorktreeFile } from '../../../git/worktreeFiles.js';
import { homeFolder } from '../../../store/configSources.js';
import { isFolder } from '../../../store/files.js';
import type { GitContext, Repository } from '../gitContext.js';

const worktreePrefix = vibeTicketGitSettings['git.worktree_prefix'];
/** Bytes of a folder's name; file systems take 255, and git puts some more beside it. */
const longestName = 240;

/**
 * Where the worktree of a ticket belongs, as `git.worktree_prefix` says.
 * @returns an absolute path, real as far as it exists
 * @throws TicketreeError `invalid_value` for a place that is not the team's to choose
 */
export async function worktreePathOf({ layout }: GitContext, settings: Settings, ticket: Ticket): Promise<string> {
  const { value: prefix, source, place } = settings.resolve('git.worktree_prefix');
  const isOwn = source === 'personal' || source === 'flag';
  if (!isOwn && !worktreePrefix.shared.allows(prefix)) throw foreignPlace(prefix, place);
  const said = prefix.replaceAll('{project}', projectPart(settings, layout.project));
  const path = resolve(layout.project, inHome(`${said}${branchPart(ticket.slug)}`, isOwn));
  const real = await realAsFarAsThere(join(dirname(path), shortName(basename(path), ticket.id)));
  // A link that came with the repository may lead anywhere.
  if (!isOwn && !isInside(await realpath(dirname(layout.project)), real)) throw foreignPlace(prefix, place);
  return real;
}

/**
 * Sees to it that nothing stands in a new worktree's way.
 * @param linked the linked worktrees that there are
 * @throws TicketreeError `path_exists`, `worktree_nested`, `worktree_locked`
 */
export function refuseTakenPath(path: string, { commonDir }: Repository, linked: readonly WorktreeFile[]): void {
  const around = linked.find((each) => each.path !== path && isInside(each.path, path))?.path;
  if (around !== undefined || isInside(commonDir, path)) {
    throw new TicketreeError(
      'worktree_nested',
      `The worktree ${path} would stand inside ${around ?? `git's own folder`}.`,
      'Put worktrees beside the project with `ticketree config set git.worktree_prefix ../{project}-vibeticket-`.',
    );
  }
  const known = linked.find((each) => each.path === path);
  if (known?.locked != null) {
    throw new TicketreeError(
      'worktree_locked',
      `The worktree ${path} is locked${known.locked === '' ? '' : `: ${known.locked}`}.`,
      'Unlock it with `ticketree worktree unlock` when it is not needed as it is, then try again.',
    );
  }
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw new TicketreeError(
    'path_exists',
    `${path} is there already${known ? `, with ${known.branch ?? 'no branch'} checked out` : ''}.`,
    `${known ? 'Check the branch of the ticket out there' : 'Move it away'}, or start the ticket with \`--no-worktree\`.`,
  );
}

/** Whether a path is a folder itself or lies inside of it. */
export function isInside(folder: string, path: string): boolean {
  const between = relative(folder, path);
  return between === '' || (between !== '..' && !between.startsWith(`..${sep}`) && !isAbsolute(between));
}

function foreignPlace(prefix: string, place: string | null): TicketreeError {
  return new TicketreeError(
    'invalid_value',
    `git.worktree_prefix "${prefix}"${place === null ? '' : ` in ${place}`} leads elsewhere than into the project or beside it.`,
    'Only you yourself can choose such a place: `ticketree config set --personal git.worktree_prefix ...`.',
  );
}

function projectPart(settings: Settings, project: string): string {
  const { fallback } = definitionOf('project.name');
  const name = settings.get('project.name');
  return (name === fallback ? '' : branchPart(name)) || branchPart(basename(project)) || 'project';
}

function inHome(path: string, isOwn: boolean): string {
  return isOwn && /^~[\\/]/.test(path) ? join(homeFolder(process.env), path.slice(2)) : path;
}

/** A name that file systems take; where it had to be cut, the ticket's id keeps it from meeting another one. */
function shortName(name: string, id: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const end = `-${id.slice(0, 8)}`;
  return `${cutBytes(name, longestName - end.length)}${end}`;
}

async function realAsFarAsThere(path: string): Promise<string> {
  try {
    return join(await realpath(dirname(path)), basename(path));
  } catch {
    return dirname(path) === path ? path : join(await realAsFarAsThere(dirname(path)), basename(path));
  }
}

/** The outermost folder that has to be made for a path; null where its parent is there. */
export function firstMissingFolder(path: string): string | null {
  let missing: string | null = null;
  for (let each = dirname(path); !isFolder(each) && each !== dirname(each); each = dirname(each)) missing = each;
  return missing;
}
