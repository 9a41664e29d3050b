import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { isDay } from '../../src/domain/day.js';
import { formatEstimate, parseEstimate } from '../../src/domain/estimate.js';
import { priorities, statuses } from '../../src/domain/ticket.js';
import { dueOf, estimateOf, ticketTypes, typeOf } from '../../src/domain/ticketMetadata.js';
import { fieldValue, type FieldEdit } from '../../src/domain/ticketRequests.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import type { TicketDetails } from '../../src/protocol/ticketMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import './tagsElement.js';
import './textElement.js';
import type { CommitText, TextElement } from './textElement.js';
import type { TicketContext } from './ticketContext.js';
import { priorityText, statusText, typeText } from './words.js';

/** The short fields of a ticket, in a grid. */
@customElement('ticketree-fields')
export class FieldsElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) details!: TicketDetails;
  private last: Promise<unknown> = Promise.resolve();

  protected override render(): TemplateResult {
    const { ticket, tags } = this.details;
    return html`<div class="fields">
      ${cell(t('Status'), this.choice('status', ticket.status, statuses, statusText))}
      ${cell(t('Priority'), this.choice('priority', ticket.priority, [...priorities].reverse(), priorityText))}
      ${cell(t('Type'), this.choice('type', typeOf(ticket), ticketTypes, typeText))}
      ${cell(t('Assignee'), this.assigneeView())} ${cell(t('Due'), this.dueView())}
      ${cell(t('Estimate'), this.estimateView())}
      ${cell(
        t('Tags'),
        html`<ticketree-tags .context=${this.context} .tags=${ticket.tags} .known=${tags}></ticketree-tags>`,
        'wide',
      )}
    </div>`;
  }

  private choice<T extends string>(
    field: 'status' | 'priority' | 'type',
    before: T,
    values: readonly T[],
    text: (value: T) => string,
  ): TemplateResult {
    const label = { status: t('Status'), priority: t('Priority'), type: t('Type') }[field];
    const choose = (event: Event): void => {
      const select = event.target as HTMLSelectElement;
      const after = select.value;
      // One choice after the other, as fast as the arrow keys make them, each of what the one before has made.
      this.last = this.last.then(async () => {
        const edit = { field, before: fieldValue(this.details.ticket, field), after } as FieldEdit;
        // A refused choice must not go on standing there.
        if (await this.context.ask({ kind: 'set', edit })) select.value = String(edit.before);
      });
    };
    return html`<select
      class="field ${field}-${before}"
      aria-label=${label}
      .value=${live(before)}
      ?disabled=${this.context.readOnly}
      @change=${choose}
    >
      ${values.map((value) => html`<option value=${value} ?selected=${value === before}>${text(value)}</option>`)}
    </select>`;
  }

  private assigneeView(): TemplateResult {
    return this.textView({
      name: 'assignee',
      label: t('Assignee'),
      placeholder: t('Nobody'),
      value: this.details.ticket.assignee ?? '',
      options: this.details.people,
      commit: (text, before) => this.set({ field: 'assignee', before: orNull(before), after: orNull(text) }),
    });
  }

  private dueView(): TemplateResult {
    return this.textView({
      name: 'due',
      label: t('Due'),
      kind: 'date',
      value: dueOf(this.details.ticket) ?? '',
      // While a year is being typed the field holds years such as 0002.
      isWhole: (text) => text === '' || (isDay(text) && text >= '1900'),
      commit: (text, before) => this.set({ field: 'due', before: orNull(before), after: orNull(text) }),
    });
  }

  private estimateView(): TemplateResult {
    return this.textView({
      name: 'estimate',
      label: t('Estimate'),
      placeholder: t('Such as 2h 30m'),
      value: estimateText(estimateOf(this.details.ticket)),
      isWhole: (text) => !(readEstimate(text) instanceof Error),
      commit: this.setEstimate,
    });
  }

  private readonly setEstimate: CommitText = (text, seen) => {
    const current = estimateOf(this.details.ticket);
    const before = seen === estimateText(current) ? current : readEstimate(seen);
    const after = readEstimate(text);
    if (after instanceof Error || before instanceof Error) {
      const message = t('“{0}” is no estimate.', text);
      return Promise.resolve({ code: 'invalid_value', message, hint: t('Write it as 90, 45m, 2h 30m, 2d or 1w.') });
    }
    return this.set({ field: 'estimate', before, after });
  };

  private textView(field: Partial<TextElement> & Pick<TextElement, 'name' | 'label' | 'commit'>): TemplateResult {
    return html`<ticketree-text
      .context=${this.context}
      .name=${field.name}
      .label=${field.label}
      .kind=${field.kind ?? 'line'}
      .placeholder=${field.placeholder ?? ''}
      .value=${field.value ?? ''}
      .options=${this.context.readOnly ? [] : (field.options ?? [])}
      .isWhole=${field.isWhole ?? anything}
      .commit=${field.commit}
    ></ticketree-text>`;
  }

  private set(edit: FieldEdit): Promise<ReplyError | null> {
    return this.context.request({ kind: 'set', edit });
  }
}

function cell(name: string, content: TemplateResult, width = ''): TemplateResult {
  return html`<div class="cell ${width}"><span class="cell-name" aria-hidden="true">${name}</span>${content}</div>`;
}

function anything(): boolean {
  return true;
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/** `2h 30m`, as people write it. */
function estimateText(minutes: number | null): string {
  return minutes === null ? '' : formatEstimate(minutes).replaceAll(/([a-z])(?=\d)/g, '$1 ');
}

function readEstimate(text: string): number | null | Error {
  if (text.trim() === '') return null;
  try {
    return parseEstimate(text);
  } catch (error) {
    return error as Error;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-fields': FieldsElement;
  }
}
