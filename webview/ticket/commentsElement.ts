import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment } from '../../src/domain/ticketMetadata.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { iconButton } from './fieldViews.js';
import './markdownElement.js';
import './newItemElement.js';
import './textElement.js';
import type { TicketContext } from './ticketContext.js';
import { momentText } from './words.js';

/** What people have said of the ticket, in Markdown. */
@customElement('ticketree-comments')
export class CommentsElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) comments: readonly Comment[] = [];
  @state() private editedId: string | null = null;

  protected override render(): TemplateResult {
    return html`<div class="section-head">
        <h3>${t('Comments')}</h3>
        ${this.comments.length > 0 ? html`<span class="count">${this.comments.length}</span>` : nothing}
      </div>
      <ul class="comments">
        ${repeat(
          this.comments,
          ({ id }) => id,
          (comment) => this.commentView(comment),
        )}
      </ul>
      ${
        this.context.readOnly
          ? nothing
          : html`<ticketree-new-item
              .context=${this.context}
              .name=${'newComment'}
              .label=${t('Add a comment')}
              .kind=${'text'}
              .button=${t('Comment')}
              .add=${(text: string) => this.context.request({ kind: 'addComment', text })}
            ></ticketree-new-item>`
      }`;
  }

  private commentView(comment: Comment): TemplateResult {
    const { id, author, at, text } = comment;
    const isEdited = this.isEdited(id);
    return html`<li class="comment" data-id=${id}>
      <div class="comment-head">
        <strong dir="auto">${author}</strong>
        <time datetime=${at}>${momentText(at)}</time>
        ${this.context.readOnly ? nothing : this.actionsView(comment, isEdited)}
      </div>
      ${isEdited ? this.editView(comment) : html`<ticketree-markdown .text=${text}></ticketree-markdown>`}
    </li>`;
  }

  private actionsView({ id, author }: Comment, isEdited: boolean): TemplateResult {
    const toggle = isEdited
      ? iconButton('check', t('Finish editing'), () => (this.editedId = null))
      : iconButton('edit', t('Edit comment of {0}', author), () => void this.edit(id));
    return html`<span class="actions">
      ${toggle} ${iconButton('trash', t('Remove comment of {0}', author), () => void this.takeOut(id))}
    </span>`;
  }

  private editView({ id, text }: Comment): TemplateResult {
    return html`<ticketree-text
      .context=${this.context}
      .name=${`comment:${id}`}
      .label=${t('Comment')}
      .kind=${'text'}
      .value=${text}
      @draft-change=${this.redraw}
      .isWhole=${(typed: string) => typed.trim() !== ''}
      .commit=${(typed: string) => this.context.request({ kind: 'editComment', comment: id, text: typed })}
    ></ticketree-text>`;
  }

  private readonly redraw = (): void => {
    this.requestUpdate();
  };

  /** One that is half-typed stays open, also after the page was gone. */
  private isEdited(id: string): boolean {
    return !this.context.readOnly && (this.editedId === id || this.context.drafts.get(`comment:${id}`) !== null);
  }

  private async edit(id: string): Promise<void> {
    this.editedId = id;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`li[data-id="${CSS.escape(id)}"] textarea`)?.focus();
  }

  private async takeOut(id: string): Promise<void> {
    if (await this.context.ask({ kind: 'removeComment', comment: id })) return;
    this.context.announce(t('Removed a comment.'));
    await this.updateComplete;
    this.querySelector<HTMLElement>('ticketree-new-item textarea')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-comments': CommentsElement;
  }
}
