import { LitElement, html, render } from 'lit';
import type { TemplateResult } from 'lit';
import { t } from './l10n.js';

/**
 * Base of our components. One that throws while it draws shows a sentence and a Retry button in its own place,
 * and leaves the others alone. Components draw into the light DOM, so that one stylesheet, the codicons and
 * drag and drop reach all of them.
 */
export abstract class SafeElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Not `update`: Lit only clears a failed update, and so allows another one, when the error leaves `update`. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      reportError(error);
      render(this.fault(), this.renderRoot, this.renderOptions);
    }
  }

  private fault(): TemplateResult {
    return html`<div class="fault" role="alert">
      <p>${t('Something went wrong while drawing this part.')}</p>
      <vscode-button
        appearance="secondary"
        @click=${() => {
          this.requestUpdate();
        }}
        >${t('Retry')}</vscode-button
      >
    </div>`;
  }
}
