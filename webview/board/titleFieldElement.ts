import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';

/** The longest title that the host takes. */
export const longestTitle = 1000;

/** How a title is changed on its card: Enter and leaving the field keep it, Escape does not. */
@customElement('ticketree-title-field')
export class TitleFieldElement extends SafeElement {
  @property({ attribute: false }) text = '';
  @property({ attribute: false }) onText!: (text: string) => void;
  /** Told whether to keep what was typed, and whether the focus goes back to the card. */
  @property({ attribute: false }) onDone!: (keep: boolean, refocus: boolean) => void;

  protected override firstUpdated(): void {
    this.field?.focus({ preventScroll: true });
    this.field?.select();
  }

  protected override render(): TemplateResult {
    return html`<textarea
      class="title-field"
      rows="1"
      dir="auto"
      aria-label=${t('Title')}
      maxlength=${longestTitle}
      .value=${this.text}
      @input=${() => {
        this.onText(this.field?.value ?? '');
      }}
      @keydown=${this.onKeyDown}
      @focusout=${this.onLeave}
    ></textarea>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    // Enter and Escape of an input method choose a word.
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    this.onDone(event.key === 'Enter', true);
  };

  /** Where the whole page has lost the focus, somebody is looking something up, and will be back. */
  private readonly onLeave = (): void => {
    if (document.hasFocus() && this.isConnected) this.onDone(true, false);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-title-field': TitleFieldElement;
  }
}
