import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Task } from '../../src/domain/ticket.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { iconButton } from './fieldViews.js';
import './newItemElement.js';
import type { RowPlace } from './taskDrag.js';
import { draggedRow, isRowDrag, placeIn, positionAt, startRowDrag } from './taskDrag.js';
import './textElement.js';
import type { TicketContext } from './ticketContext.js';

/** The tasks of a ticket: ticked, renamed, added, removed, and put in order by mouse or by Alt with the arrows. */
@customElement('ticketree-tasks')
export class TasksElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) tasks: readonly Task[] = [];
  @state() private dropPlace: RowPlace | null = null;

  protected override render(): TemplateResult {
    const done = this.tasks.filter(({ completed }) => completed).length;
    return html`<div class="section-head">
        <h3>${t('Tasks')}</h3>
        ${this.tasks.length > 0 ? html`<span class="count">${done}/${this.tasks.length}</span>` : nothing}
      </div>
      <ul class="rows" @dragleave=${this.onDragLeave}>
        ${repeat(
          this.tasks,
          ({ id }) => id,
          (task, index) => this.rowView(task, index),
        )}
      </ul>
      ${
        this.context.readOnly
          ? nothing
          : html`<ticketree-new-item
              .context=${this.context}
              .name=${'newTask'}
              .label=${t('Add a task')}
              .add=${(title: string) => this.context.request({ kind: 'addTask', title })}
            ></ticketree-new-item>`
      }`;
  }

  private rowView(task: Task, index: number): TemplateResult {
    const { context } = this;
    const drop = this.dropPlace?.id === task.id ? `drop-${this.dropPlace.side}` : '';
    return html`<li
      class="row ${drop}"
      data-id=${task.id}
      @keydown=${(event: KeyboardEvent) => {
        this.onKeyDown(event, task, index);
      }}
      @dragover=${(event: DragEvent) => {
        this.onDragOver(event, task.id);
      }}
      @drop=${this.onDrop}
    >
      ${context.readOnly ? nothing : this.handleView(task)}
      <input
        type="checkbox"
        aria-label=${t('Done: {0}', task.title)}
        .checked=${live(task.completed)}
        ?disabled=${context.readOnly}
        @change=${() => void context.ask({ kind: 'completeTask', task: task.id, completed: !task.completed })}
      />
      <ticketree-text
        class=${task.completed ? 'bare done' : 'bare'}
        .context=${context}
        .name=${`task:${task.id}`}
        .label=${t('Task {0}', index + 1)}
        .value=${task.title}
        .isWhole=${(text: string) => text.trim() !== ''}
        .commit=${(title: string) => context.request({ kind: 'renameTask', task: task.id, title })}
      ></ticketree-text>
      ${context.readOnly ? nothing : iconButton('trash', t('Remove task: {0}', task.title), () => void this.takeOut(task))}
    </li>`;
  }

  private handleView(task: Task): TemplateResult {
    return html`<span
      class="handle codicon codicon-gripper"
      draggable="true"
      aria-hidden="true"
      title=${t('Drag, or press Alt+Up and Alt+Down in the row')}
      @dragstart=${(event: DragEvent) => {
        startRowDrag(event, task.id);
      }}
      @dragend=${() => (this.dropPlace = null)}
    ></span>`;
  }

  private onKeyDown(event: KeyboardEvent, task: Task, index: number): void {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined || this.context.readOnly) return;
    event.preventDefault();
    event.stopPropagation();
    const position = index + 1 + step;
    if (position >= 1 && position <= this.tasks.length) void this.move(task, position);
    else this.context.announce(step < 0 ? t('It is the first task already.') : t('It is the last task already.'));
  }

  private async move(task: Task, position: number): Promise<void> {
    // A row that moves in the page loses the focus.
    const control = document.activeElement?.closest('li') ? controlIn(document.activeElement) : null;
    const error = await this.context.ask({ kind: 'moveTask', task: task.id, position });
    if (error) return;
    await this.updateComplete;
    const row = this.querySelector(`li[data-id="${CSS.escape(task.id)}"]`);
    if (control) row?.querySelector<HTMLElement>(control)?.focus();
    this.context.announce(t('Moved “{0}” to {1} of {2}.', task.title, position, this.tasks.length));
  }

  private async takeOut(task: Task): Promise<void> {
    const index = this.tasks.findIndex(({ id }) => id === task.id);
    if (await this.context.ask({ kind: 'removeTask', task: task.id })) return;
    this.context.announce(t('Removed task “{0}”.', task.title));
    await this.updateComplete;
    const rows = [...this.querySelectorAll('li.row')];
    const next = rows[Math.min(index, rows.length - 1)]?.querySelector<HTMLElement>('.icon-button');
    (next ?? this.querySelector<HTMLElement>('ticketree-new-item textarea'))?.focus();
  }

  private onDragOver(event: DragEvent, id: string): void {
    if (!isRowDrag(event)) return;
    event.preventDefault();
    const place = placeIn(event, id);
    if (place.id !== this.dropPlace?.id || place.side !== this.dropPlace.side) this.dropPlace = place;
  }

  private readonly onDragLeave = (event: DragEvent): void => {
    if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) this.dropPlace = null;
  };

  private readonly onDrop = (event: DragEvent): void => {
    const { dropPlace } = this;
    this.dropPlace = null;
    const task = this.tasks.find(({ id }) => id === draggedRow(event));
    if (!task || !dropPlace) return;
    event.preventDefault();
    const ids = this.tasks.map(({ id }) => id);
    const position = positionAt(ids, task.id, dropPlace);
    if (position !== null) void this.move(task, position);
  };
}

/** By what the same control is found again in a row that has moved. */
function controlIn(element: Element): string {
  return element.matches('input') ? 'input' : element.matches('button') ? 'button' : 'textarea';
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-tasks': TasksElement;
  }
}
