import { html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { renderMarkdown } from '../shared/markdown.js';
import { SafeElement } from '../shared/safeElement.js';

/** A text of a ticket, laid out. It is laid out again only when it changes. */
@customElement('ticketree-markdown')
export class MarkdownElement extends SafeElement {
  @property({ attribute: false }) text = '';
  private content: DocumentFragment | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.content = renderMarkdown(this.text);
  }

  protected override render(): TemplateResult {
    return html`<div class="markdown" dir="auto">${this.content}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-markdown': MarkdownElement;
  }
}
