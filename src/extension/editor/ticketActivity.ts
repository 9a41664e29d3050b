import * as vscode from 'vscode';
import type { JournalEntry, TicketRecord } from '../../domain/operation.js';
import type { CellChange } from '../../domain/ticketCells.js';
import type { ActivityEntry } from '../../protocol/ticketMessages.js';
import { cellLabel, cellText } from './ticketWords.js';

/** More is asked of `ticketree history`. */
const mostEntries = 50;
/** More cells than a line can name. */
const mostCells = 4;
/** What comes along with other cells and says nothing by itself. */
const silent = new Set(['started_at', 'closed_at', 'status_since', 'archived_at', 'created_by']);

/** The journal, as far as it is read here. */
interface JournalOfTicket {
  entriesOf(ticket: string): Promise<JournalEntry[]>;
  latest(): Promise<JournalEntry[]>;
}

/** What was done to one ticket. The whole journal is read once; later only its end is looked at. */
export class TicketActivity {
  private known: readonly JournalEntry[] | null = null;
  private lines: readonly ActivityEntry[] = [];

  constructor(
    private readonly journal: JournalOfTicket,
    private readonly ticket: string,
  ) {}

  /** The latest first, as they were at the last look. */
  get entries(): readonly ActivityEntry[] {
    return this.lines;
  }

  /** Looks at the journal again. @returns whether there is anything new */
  async refresh(): Promise<boolean> {
    const before = this.known;
    const read = await (before === null ? this.journal.entriesOf(this.ticket) : this.journal.latest());
    const ids = new Set(before?.map(({ id }) => id));
    const added = read.filter(({ id, records }) => !ids.has(id) && records.some((each) => each.ticket === this.ticket));
    if (before !== null && added.length === 0) return false;
    this.known = [...(before ?? []), ...added].slice(-mostEntries);
    this.lines = this.known.map((entry) => activityLine(entry, this.ticket)).reverse();
    return true;
  }
}

/** One operation in words, as far as it is about one ticket. */
export function activityLine({ at, who, action, records }: JournalEntry, ticket: string): ActivityEntry {
  const changes = records.filter((record) => record.ticket === ticket).flatMap(changesIn);
  const named = changes.filter(({ path }) => !silent.has(path.at(-1) ?? '')).map(changeText);
  const more = named.length > mostCells ? [vscode.l10n.t('{0} more', named.length - mostCells)] : [];
  const cells = [...new Set(named)].slice(0, mostCells);
  const done = actionText(action);
  return { at, who, text: cells.length === 0 ? done : `${done}: ${[...cells, ...more].join(', ')}` };
}

function changesIn(record: TicketRecord): readonly CellChange[] {
  return record.kind === 'update' ? record.changes : [];
}

function changeText({ path, before, after }: CellChange): string {
  const label = cellLabel(path, after ?? before);
  const isShort = path[0] === 'status' || path[0] === 'priority';
  return isShort ? `${label} ${cellText(path, before)} → ${cellText(path, after)}` : label;
}

/** What the journal's verbs mean; a verb that is not listed says it itself. */
function actionText(action: string): string {
  const texts: Readonly<Record<string, string>> = {
    new: vscode.l10n.t('Created'),
    edit: vscode.l10n.t('Edited'),
    move: vscode.l10n.t('Moved'),
    start: vscode.l10n.t('Started'),
    close: vscode.l10n.t('Closed'),
    reopen: vscode.l10n.t('Reopened'),
    archive: vscode.l10n.t('Archived'),
    unarchive: vscode.l10n.t('Taken out of the archive'),
    delete: vscode.l10n.t('Deleted'),
    claim: vscode.l10n.t('Claimed'),
    release: vscode.l10n.t('Released'),
    link: vscode.l10n.t('Linked'),
    unlink: vscode.l10n.t('Unlinked'),
    undo: vscode.l10n.t('Undone'),
    redo: vscode.l10n.t('Done again'),
    'task add': vscode.l10n.t('Task added'),
    'task rename': vscode.l10n.t('Task renamed'),
    'task complete': vscode.l10n.t('Task completed'),
    'task uncomplete': vscode.l10n.t('Task opened again'),
    'task move': vscode.l10n.t('Task moved'),
    'task remove': vscode.l10n.t('Task removed'),
    'criteria add': vscode.l10n.t('Criterion added'),
    'criteria check': vscode.l10n.t('Criterion met'),
    'criteria uncheck': vscode.l10n.t('Criterion not met'),
    'criteria remove': vscode.l10n.t('Criterion removed'),
    'comment add': vscode.l10n.t('Commented'),
    'comment edit': vscode.l10n.t('Comment changed'),
    'comment remove': vscode.l10n.t('Comment removed'),
  };
  return Object.hasOwn(texts, action) ? (texts[action] ?? action) : action;
}
