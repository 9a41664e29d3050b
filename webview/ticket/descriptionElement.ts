import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import './markdownElement.js';
import './textElement.js';
import type { CommitText } from './textElement.js';
import type { TicketContext } from './ticketContext.js';

/** The description: written as Markdown, or shown as it will look. */
@customElement('ticketree-description')
export class DescriptionElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) text = '';
  /** Null until the person has chosen: then what suits the text. */
  @state() private chosen: 'write' | 'preview' | null = null;

  protected override render(): TemplateResult {
    const { readOnly } = this.context;
    const mode = readOnly ? 'preview' : (this.chosen ?? this.usualMode);
    return html`<div class="section-head">
        <h3>${t('Description')}</h3>
        ${readOnly ? '' : this.modesView(mode)}
      </div>
      ${mode === 'write' ? this.writeView() : this.previewView()}`;
  }

  private get usualMode(): 'write' | 'preview' {
    return this.text.trim() === '' || this.context.drafts.get('description') !== null ? 'write' : 'preview';
  }

  private modesView(mode: 'write' | 'preview'): TemplateResult {
    const button = (value: 'write' | 'preview', text: string): TemplateResult =>
      html`<button
        class="mode"
        aria-pressed=${mode === value}
        @click=${() => {
          void this.choose(value);
        }}
      >
        ${text}
      </button>`;
    return html`<span class="modes" role="group" aria-label=${t('Show the description')}>
      ${button('write', t('Write'))}${button('preview', t('Preview'))}
    </span>`;
  }

  private writeView(): TemplateResult {
    return html`<ticketree-text
      .context=${this.context}
      .name=${'description'}
      .label=${t('Description')}
      .kind=${'text'}
      .placeholder=${t('What is to be done, and why? Markdown is understood.')}
      .value=${normal(this.text)}
      .commit=${this.commit}
    ></ticketree-text>`;
  }

  /** What is half-typed is shown too. */
  private previewView(): TemplateResult {
    const text = this.context.drafts.get('description')?.text ?? this.text;
    if (text.trim() === '') return html`<p class="hint">${t('There is no description.')}</p>`;
    return html`<ticketree-markdown
      .text=${text}
      @dblclick=${() => {
        if (!this.context.readOnly) void this.choose('write');
      }}
    ></ticketree-markdown>`;
  }

  private async choose(mode: 'write' | 'preview'): Promise<void> {
    this.chosen = mode;
    await this.updateComplete;
    if (mode === 'write') this.querySelector('textarea')?.focus();
  }

  private readonly commit: CommitText = (after, before) => {
    // The browser's fields know one line end only.
    const seen = before === normal(this.text) ? this.text : before;
    return this.context.request({ kind: 'set', edit: { field: 'description', before: seen, after } });
  };
}

function normal(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-description': DescriptionElement;
  }
}
