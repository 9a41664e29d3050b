import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Status } from '../../src/domain/ticket.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { longestTitle } from './titleFieldElement.js';

/** Asks for a ticket. @returns why it was refused, or null when it is there */
export type CreateTicket = (title: string, status: Status) => Promise<ReplyError | null>;

/** The foot of a column: a button that turns into a field for one title after another. */
@customElement('ticketree-quick-add')
export class QuickAddElement extends SafeElement {
  @property({ attribute: false }) status!: Status;
  @property({ attribute: false }) columnTitle = '';
  /** Half-typed titles by column; the board keeps them, so that they outlive this element. */
  @property({ attribute: false }) drafts!: Map<Status, string>;
  @property({ attribute: false }) create!: CreateTicket;
  /** Told whenever the drafts have changed. */
  @property({ attribute: false }) onDraft!: () => void;
  @state() private isOpen = false;
  @state() private error: ReplyError | null = null;
  private isBusy = false;
  private returnFocusTo: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.isOpen ||= Boolean(this.drafts.get(this.status));
  }

  /** Opens the field, or goes back to it. */
  async open(): Promise<void> {
    this.returnFocusTo = document.activeElement;
    this.isOpen = true;
    await this.updateComplete;
    this.field?.focus();
  }

  protected override render(): TemplateResult {
    return this.isOpen ? this.openView() : this.closedView();
  }

  private closedView(): TemplateResult {
    return html`<button
      class="quick-add"
      aria-label=${t('New ticket in {0}', this.columnTitle)}
      @click=${() => void this.open()}
    >
      <span class="codicon codicon-add" aria-hidden="true"></span>${t('New ticket')}
    </button>`;
  }

  private openView(): TemplateResult {
    return html`<div class="quick-add-form">
      <vscode-text-field
        aria-label=${t('Title of the new ticket in {0}', this.columnTitle)}
        placeholder=${t('Title, then Enter')}
        maxlength=${longestTitle}
        .value=${this.drafts.get(this.status) ?? ''}
        @input=${() => {
          this.keep(this.text);
        }}
        @keydown=${(event: KeyboardEvent) => {
          this.onKeyDown(event);
        }}
        @focusout=${() => {
          this.closeIfEmpty();
        }}
      ></vscode-text-field>
      ${this.error ? html`<p class="field-error" role="alert">${this.error.message} ${this.error.hint}</p>` : nothing}
    </div>`;
  }

  private get field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('vscode-text-field');
  }

  private get text(): string {
    return this.field?.value ?? '';
  }

  private keep(text: string): void {
    if (text === '') this.drafts.delete(this.status);
    else this.drafts.set(this.status, text);
    this.onDraft();
  }

  private onKeyDown(event: KeyboardEvent): void {
    // Enter and Escape of an input method choose a word.
    if (event.isComposing) return;
    if (event.key === 'Enter') void this.submit();
    if (event.key === 'Escape') void this.giveUp();
  }

  private async submit(): Promise<void> {
    const text = this.text;
    if (this.isBusy || text.trim() === '') return;
    this.isBusy = true;
    this.error = await this.create(text.trim(), this.status);
    this.isBusy = false;
    if (this.error) return;
    // What was typed while the host was at work belongs to the next ticket.
    const rest = this.text.startsWith(text) ? this.text.slice(text.length) : this.text;
    this.keep(rest);
    if (this.field) this.field.value = rest;
  }

  private async giveUp(): Promise<void> {
    this.close();
    await this.updateComplete;
    const back = this.returnFocusTo?.matches('ticketree-card') && this.returnFocusTo.isConnected;
    (back ? (this.returnFocusTo as HTMLElement) : this.querySelector('button'))?.focus();
  }

  private closeIfEmpty(): void {
    if (!this.isBusy && this.text.trim() === '') this.close();
  }

  private close(): void {
    this.keep('');
    this.error = null;
    this.isOpen = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-quick-add': QuickAddElement;
  }
}
