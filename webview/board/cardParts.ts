/** The parts of a card that only show something. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Priority } from '../../src/domain/ticket.js';
import type { TicketType } from '../../src/domain/ticketMetadata.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { t } from '../shared/l10n.js';
import type { CardFacts } from './cardFacts.js';
import {
  claimText,
  daysInColumn,
  dueOf,
  gitText,
  initialsOf,
  priorityName,
  shownBranch,
  typeName,
} from './cardTexts.js';

type Part = TemplateResult | typeof nothing;

const priorityIcons: Readonly<Record<Priority, string>> = {
  critical: 'chevron-up',
  high: 'arrow-up',
  medium: 'dash',
  low: 'arrow-down',
};

/** A task is what nobody needs to be told of. */
const typeIcons: Readonly<Record<TicketType, string | null>> = {
  epic: 'rocket',
  story: 'book',
  task: null,
  'sub-task': 'type-hierarchy-sub',
  bug: 'bug',
};

/** More tags than these are told as a number. */
const shownTags = 4;

export function topPart(row: TicketRow, { shortId, parentTitle }: CardFacts): TemplateResult {
  return html`<div class="card-top">
    <span class="card-id">${shortId}</span>${typeMark(row.type)}${
      parentTitle === null
        ? nothing
        : html`<span class="card-parent" dir="auto" title=${parentTitle}>${parentTitle}</span>`
    }${priorityMark(row.priority)}
  </div>`;
}

function typeMark(type: TicketType): Part {
  const icon = typeIcons[type];
  return icon === null ? nothing : mark(`type type-${type} codicon codicon-${icon}`, typeName(type));
}

function priorityMark(priority: Priority): TemplateResult {
  const icon = priorityIcons[priority];
  return mark(`priority priority-${priority} codicon codicon-${icon}`, priorityName(priority));
}

function mark(classes: string, name: string): TemplateResult {
  return html`<span class=${classes} role="img" aria-label=${name} title=${name}></span>`;
}

export function tagsPart(tags: readonly string[]): Part {
  if (tags.length === 0) return nothing;
  const rest = tags.slice(shownTags);
  const more = html`<span class="more-tags" title=${rest.join(', ')}>+${rest.length}</span>`;
  return html`<div class="tags">
    ${tags
      .slice(0, shownTags)
      .map((tag) => html`<span class="tag" dir="auto">${tag}</span>`)}${rest.length > 0 ? more : nothing}
  </div>`;
}

/** @param jump goes to the first ticket that this one waits for */
export function footPart(row: TicketRow, facts: CardFacts, now: number, jump: () => void): Part {
  const days = daysInColumn(row, now);
  const parts = [
    progressMark('checklist', row.tasks.completed, row.tasks.total, t('Tasks')),
    progressMark('list-tree', facts.partsDone, facts.partsTotal, t('Sub-tickets')),
    dueMark(row, now),
    waitsMark(facts.waits, jump),
    claimMark(row, now),
    days === null ? nothing : html`<span class="mark" title=${t('Days in this column')}>${t('{0}d', days)}</span>`,
    row.comments === 0 ? nothing : iconMark('comment', String(row.comments), '', t('Comments')),
    gitMark(row, facts),
    assigneeMark(row.assignee),
  ].filter((part) => part !== nothing);
  return parts.length === 0 ? nothing : html`<div class="card-foot">${parts}</div>`;
}

function iconMark(icon: string, text: string, kind: string, title: string): TemplateResult {
  return html`<span class="mark ${kind}" title=${title}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span>${text}</span
  >`;
}

function progressMark(icon: string, done: number, total: number, title: string): Part {
  return total === 0 ? nothing : iconMark(icon, `${done}/${total}`, done >= total ? 'complete' : '', title);
}

function dueMark(row: TicketRow, now: number): Part {
  const due = dueOf(row, now);
  if (!due) return nothing;
  return iconMark('calendar', due.text, `due-${due.urgency}`, due.urgency === 'overdue' ? t('Overdue') : t('Due'));
}

function waitsMark(waits: number, jump: () => void): Part {
  if (waits === 0) return nothing;
  return html`<button class="mark waits" tabindex="-1" title=${t('Go to what it waits for')} @click=${jump}>
    <span class="codicon codicon-debug-pause" aria-hidden="true"></span>${t('waits for {0}', waits)}
  </button>`;
}

function claimMark(row: TicketRow, now: number): Part {
  const claim = claimText(row, now);
  if (!claim) return nothing;
  const title = t('Claimed by {0} for {1}', claim.who, claim.since);
  return html`<span class="mark claim" title=${title}
    ><span class="codicon codicon-circle-filled" aria-hidden="true"></span
    ><span class="claim-who" dir="auto">${claim.who}</span> · ${claim.since}</span
  >`;
}

/** Only icons: names of branches are long, and say again what the title says. */
function gitMark(row: TicketRow, facts: CardFacts): Part {
  const text = gitText(row, facts);
  if (text === null) return nothing;
  const { hasWorktree, hasConflicts } = facts;
  const icons = [
    ...(hasConflicts ? ['git-merge'] : []),
    ...(shownBranch(row, hasWorktree) === null || hasConflicts ? [] : ['git-branch']),
    ...(hasWorktree ? ['worktree'] : []),
  ];
  return html`<span class="mark git ${hasConflicts ? 'conflicts' : ''}" role="img" aria-label=${text} title=${text}
    >${icons.map((name) => html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`)}</span
  >`;
}

function assigneeMark(assignee: string | null): Part {
  if (assignee === null) return nothing;
  return html`<span class="assignee" role="img" aria-label=${assignee} title=${assignee}
    >${initialsOf(assignee)}</span
  >`;
}
