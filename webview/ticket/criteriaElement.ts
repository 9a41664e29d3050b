import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AcceptanceCriterion } from '../../src/domain/ticketMetadata.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { iconButton } from './fieldViews.js';
import './newItemElement.js';
import type { TicketContext } from './ticketContext.js';

/** What must be so before the ticket is done. */
@customElement('ticketree-criteria')
export class CriteriaElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) criteria: readonly AcceptanceCriterion[] = [];

  protected override render(): TemplateResult {
    const done = this.criteria.filter((each) => each.done).length;
    return html`<div class="section-head">
        <h3>${t('Acceptance criteria')}</h3>
        ${this.criteria.length > 0 ? html`<span class="count">${done}/${this.criteria.length}</span>` : nothing}
      </div>
      <ul class="rows">
        ${repeat(
          this.criteria,
          ({ id }) => id,
          (criterion) => this.rowView(criterion),
        )}
      </ul>
      ${
        this.context.readOnly
          ? nothing
          : html`<ticketree-new-item
              .context=${this.context}
              .name=${'newCriterion'}
              .label=${t('Add a criterion')}
              .add=${(text: string) => this.context.request({ kind: 'addCriterion', text })}
            ></ticketree-new-item>`
      }`;
  }

  private rowView({ id, text, done }: AcceptanceCriterion): TemplateResult {
    const { context } = this;
    return html`<li class="row">
      <label class="criterion ${done ? 'done' : ''}">
        <input
          type="checkbox"
          .checked=${live(done)}
          ?disabled=${context.readOnly}
          @change=${() => void context.ask({ kind: 'checkCriterion', criterion: id, done: !done })}
        />
        <span dir="auto">${text}</span>
      </label>
      ${context.readOnly ? nothing : iconButton('trash', t('Remove criterion: {0}', text), () => void this.takeOut(id))}
    </li>`;
  }

  private async takeOut(id: string): Promise<void> {
    if (await this.context.ask({ kind: 'removeCriterion', criterion: id })) return;
    this.context.announce(t('Removed a criterion.'));
    await this.updateComplete;
    this.querySelector<HTMLElement>('ticketree-new-item textarea')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-criteria': CriteriaElement;
  }
}
