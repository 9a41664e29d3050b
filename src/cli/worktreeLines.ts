import { relative } from 'node:path';
import type { WorktreeInfo } from '../app/git/worktrees/worktreeInfo.js';
import type { Look } from './look.js';
import { cell, formatTable, rightCell, type Cell } from './table.js';
import { oneLine } from './terminalText.js';

/** A worktree as the command line lists it. */
export interface ListedWorktree extends WorktreeInfo {
  /** Whether the person stands in it. */
  readonly isCurrent: boolean;
  /** Bytes; null where nobody asked. */
  readonly size: number | null;
}

/** A worktree as `--json` has it, in the style of a ticket's file. */
export function worktreeDocument(info: ListedWorktree): Record<string, unknown> {
  const { path, branch, ticket, state, locked, dirty, ahead, behind, base, orphan, size } = info;
  return {
    ...{ path, branch, ticket, state, locked, dirty, ahead, behind, base, orphan },
    last_commit: info.lastCommit,
    is_main: info.isMain,
    is_current: info.isCurrent,
    ...(size === null ? {} : { size }),
  };
}

/** One line for each worktree; where it is stands last, because it is the longest. */
export function formatWorktrees(
  infos: readonly ListedWorktree[],
  folder: string,
  short: ReadonlyMap<string, string>,
  { paint, columns, time }: Look,
): string {
  const rows = infos.map((info): Cell[] => [
    cell(info.isCurrent ? '*' : '', 'green'),
    info.branch === null
      ? cell('(no branch)', 'dim')
      : cell(oneLine(info.branch), info.orphan === null ? 'bold' : 'dim'),
    cell(info.ticket === null ? '' : `#${short.get(info.ticket.id) ?? info.ticket.id}`, 'dim'),
    cell(info.ticket?.status ?? ''),
    stateCell(info),
    rightCell(info.ahead === null || info.ahead === 0 ? '' : `+${info.ahead}`, 'green'),
    rightCell(info.behind === null || info.behind === 0 ? '' : `-${info.behind}`, 'red'),
    cell(info.lastCommit === null ? '' : time(info.lastCommit.at), 'dim'),
    rightCell(info.size === null ? '' : formatBytes(info.size)),
    cell(oneLine(placeOf(info.path, folder))),
  ]);
  return formatTable(rows, columns, paint);
}

/** `12.3 MB`: a size for a person. */
function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

function stateCell({ state, locked, dirty, isMain }: ListedWorktree): Cell {
  if (state === 'missing') return cell(locked === null ? 'missing' : 'missing, locked', 'red');
  if (state === 'halfMade') return cell('half made', 'red');
  // The main one may be bare.
  if (dirty === null && !isMain) return cell('unreadable', 'red');
  const count = dirty === null ? 0 : dirty.changed + dirty.untracked;
  const words = [
    ...(dirty !== null && dirty.conflicts > 0 ? [`${dirty.conflicts} in conflict`] : []),
    ...(count > 0 ? [`${count} changed`] : []),
    ...(locked === null ? [] : [locked === 'initializing' ? 'being made' : 'locked']),
  ];
  return cell(words.join(', '), dirty !== null && dirty.conflicts > 0 ? 'red' : 'yellow');
}

/** Relative where that is shorter. */
function placeOf(path: string, folder: string): string {
  const near = relative(folder, path) || '.';
  return near.length < path.length ? near : path;
}
