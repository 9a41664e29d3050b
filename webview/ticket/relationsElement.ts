import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RelatedTicket, TicketDetails } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { iconButton } from './fieldViews.js';
import type { TicketContext } from './ticketContext.js';
import { statusIcons, statusText } from './words.js';

type Relation = 'parent' | 'dependsOn';

/** How the ticket hangs together with others, each a jump. */
@customElement('ticketree-relations')
export class RelationsElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) details!: TicketDetails;

  protected override render(): TemplateResult {
    const { parent, children, dependsOn, dependents } = this.details;
    return html`<div class="section-head"><h3>${t('Relations')}</h3></div>
      <dl class="relations">
        ${this.groupView(t('Part of'), parent ? [parent] : [], 'parent', parent ? t('Change parent') : t('Set parent'))}
        ${this.groupView(t('Depends on'), dependsOn, 'dependsOn', t('Add dependency'))}
        ${this.groupView(t('Sub-tickets'), children)} ${this.groupView(t('Waited for by'), dependents)}
      </dl>`;
  }

  /** @param relation that can be changed from here; none for those that stand in the others' files */
  private groupView(
    name: string,
    tickets: readonly RelatedTicket[],
    relation?: Relation,
    pickText = '',
  ): TemplateResult | typeof nothing {
    const isEditable = relation !== undefined && !this.context.readOnly;
    if (tickets.length === 0 && !isEditable) return nothing;
    return html`<dt>${name}</dt>
      <dd>
        ${tickets.map((ticket) => this.relatedView(ticket, isEditable ? relation : null))}
        ${
          isEditable
            ? html`<button class="link" @click=${() => void this.context.ask({ kind: 'pickRelation', relation })}>
                <span class="codicon codicon-add" aria-hidden="true"></span>${pickText}
              </button>`
            : nothing
        }
      </dd>`;
  }

  private relatedView({ id, shortId, title, status }: RelatedTicket, relation: Relation | null): TemplateResult {
    return html`<span class="related">
      <button
        class="jump"
        data-id=${id}
        title=${t('Open {0}', `#${shortId}`)}
        @click=${() => void this.context.ask({ kind: 'openRelated', other: id })}
      >
        <span class="codicon codicon-${statusIcons[status]} status-${status}" aria-hidden="true"></span>
        <span class="sr-only">${statusText(status)}</span>
        <span class="short-id">${shortId}</span><span class="related-title" dir="auto">${title}</span>
      </button>
      ${relation === null ? nothing : this.removeView(id, title, relation)}
    </span>`;
  }

  private removeView(other: string, title: string, relation: Relation): TemplateResult {
    return iconButton('close', t('Remove relation to {0}', title), () => {
      void this.context.ask({ kind: 'removeRelation', relation, other });
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-relations': RelationsElement;
  }
}
