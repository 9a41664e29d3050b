import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { SafeElement } from '../shared/safeElement.js';
import { errorView, fieldView } from './fieldViews.js';
import type { TicketContext } from './ticketContext.js';

/** A field for one more item of a list: Enter adds it, and the field is there for the next one. */
@customElement('ticketree-new-item')
export class NewItemElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  /** By which its draft is known. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) kind: 'line' | 'text' = 'line';
  /** Words of a button; none where Enter does. */
  @property({ attribute: false }) button = '';
  @property({ attribute: false }) add!: (text: string) => Promise<ReplyError | null>;
  @state() private text = '';
  @state() private error: ReplyError | null = null;
  private pending: readonly string[] = [];
  private last: Promise<unknown> = Promise.resolve();

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.context.drafts.get(this.name)?.text ?? '';
  }

  protected override render(): TemplateResult {
    return html`${fieldView({
      kind: this.kind,
      value: live(this.text),
      label: this.label,
      placeholder: this.label,
      readOnly: false,
      isInvalid: this.error !== null,
      suggestions: null,
      onInput: (event) => {
        this.keep((event.target as HTMLTextAreaElement).value);
      },
      onKeyDown: this.onKeyDown,
      onFocusOut: () => undefined,
    })}
    ${
      this.button === ''
        ? ''
        : html`<button class="primary" ?disabled=${this.text.trim() === ''} @click=${() => void this.submit()}>
            ${this.button}
          </button>`
    }
    ${errorView(this.error)}`;
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const isMeant = event.key === 'Enter' && (this.kind === 'line' || event.ctrlKey || event.metaKey);
    if (event.isComposing || !isMeant) return;
    event.preventDefault();
    void this.submit();
  };

  /** The field is free for the next item at once; one that was refused comes back into it. */
  private async submit(): Promise<void> {
    const { text } = this;
    if (text.trim() === '') return;
    this.pending = [...this.pending, text];
    this.keep('');
    // One after the other, so that they get into the list as they were typed.
    const answer = this.last.then(() => this.add(text));
    this.last = answer;
    const error = await answer;
    this.pending = this.pending.filter((each) => each !== text);
    this.error = error;
    this.keep(error ? [text, this.text].filter(Boolean).join('\n') : this.text);
  }

  /** Of what is on its way nobody knows yet whether it gets there. */
  private keep(text: string): void {
    this.text = text;
    const half = [...this.pending, text].filter(Boolean).join('\n');
    this.context.drafts.set(this.name, half === '' ? null : { base: '', text: half });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-new-item': NewItemElement;
  }
}
