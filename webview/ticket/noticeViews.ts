/** What stands over a ticket: why it cannot be changed, what was refused, what has to be decided. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type { ActivityEntry, FieldConflict, TicketDetails } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import { decisionView, iconButton } from './fieldViews.js';
import type { TicketContext } from './ticketContext.js';
import { momentText } from './words.js';

export function noticesView({ readOnly, notice }: TicketDetails): TemplateResult {
  return html`${readOnly === null ? nothing : noticeView('lock', readOnly)}
  ${notice === undefined ? nothing : noticeView('warning', notice)}`;
}

function noticeView(icon: 'lock' | 'warning', text: string): TemplateResult {
  return html`<p class="ticket-notice" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span dir="auto">${text}</span>
  </p>`;
}

/** Why the last request was refused. */
export function refusalView({ message, hint }: ReplyError, onDismiss: () => void): TemplateResult {
  return html`<div class="ticket-refusal" role="alert">
    <span class="codicon codicon-error" aria-hidden="true"></span>
    <p dir="auto">${message} <span class="hint">${hint}</span></p>
    ${iconButton('close', t('Dismiss'), onDismiss)}
  </div>`;
}

/** Fields that the person and somebody else have changed, both versions of each, and the question. */
export function conflictsView(
  conflicts: readonly FieldConflict[],
  context: TicketContext,
): TemplateResult | typeof nothing {
  if (conflicts.length === 0) return nothing;
  return html`<section class="conflicts" role="alert">
    <p>${t('Somebody else has changed the same as you. Which of the two holds?')}</p>
    ${conflicts.map(
      ({ path, name, mine, theirs }) =>
        html`<div class="conflict">
          <strong dir="auto">${name}</strong>
          <dl>
            <dt>${t('Mine')}</dt>
            <dd>${versionView(mine)}</dd>
            <dt>${t('Theirs')}</dt>
            <dd>${versionView(theirs)}</dd>
          </dl>
          ${decisionView((keep) => void context.ask({ kind: 'resolveConflict', path, keep }), name)}
        </div>`,
    )}
  </section>`;
}

function versionView(text: string): TemplateResult {
  return text === '' ? html`<em>${t('(nothing)')}</em>` : html`<span class="version" dir="auto">${text}</span>`;
}

export function activityView(activity: readonly ActivityEntry[]): TemplateResult | typeof nothing {
  if (activity.length === 0) return nothing;
  return html`<section aria-label=${t('Activity')}>
    <div class="section-head"><h3>${t('Activity')}</h3></div>
    <ol class="activity">
      ${activity.map(
        ({ at, who, text }) =>
          html`<li>
            <span class="activity-text" dir="auto">${text}</span>
            <span class="activity-by" dir="auto">${who}</span>
            <time datetime=${at}>${momentText(at)}</time>
          </li>`,
      )}
    </ol>
  </section>`;
}
