import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { fieldView, iconButton } from './fieldViews.js';
import { Suggestions } from './suggestions.js';
import type { TicketContext } from './ticketContext.js';

/** Tags as chips, and a field for more of them. */
@customElement('ticketree-tags')
export class TagsElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  @property({ attribute: false }) tags: readonly string[] = [];
  /** All that the store knows. */
  @property({ attribute: false }) known: readonly string[] = [];
  @state() private text = '';
  private last: Promise<unknown> = Promise.resolve();
  private readonly suggestions = new Suggestions(this, (tag) => {
    void this.add(tag);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.context.drafts.get('tag')?.text ?? '';
  }

  protected override render(): TemplateResult {
    const { readOnly } = this.context;
    return html`<ul class="chips" aria-label=${t('Tags')}>
        ${repeat(
          this.tags,
          (tag) => tag,
          (tag) =>
            html`<li class="chip">
              <span dir="auto">${tag}</span>
              ${readOnly ? nothing : iconButton('close', t('Remove tag {0}', tag), () => void this.takeOut(tag))}
            </li>`,
        )}
      </ul>
      ${readOnly ? nothing : this.fieldView()}`;
  }

  private fieldView(): TemplateResult {
    return html`${fieldView({
      kind: 'line',
      value: live(this.text),
      label: t('Add a tag'),
      placeholder: t('Add a tag'),
      readOnly: false,
      isInvalid: false,
      suggestions: this.suggestions,
      onInput: this.onInput,
      onKeyDown: this.onKeyDown,
      onFocusOut: this.onFocusOut,
    })}
    ${this.suggestions.view(t('Tags'))}`;
  }

  private readonly onInput = (event: Event): void => {
    this.keep((event.target as HTMLInputElement).value);
    const others = this.known.filter((tag) => !this.tags.includes(tag));
    this.suggestions.offer(others, this.text);
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const isAnswer = this.suggestions.onKey(event);
    if (isAnswer) event.stopPropagation();
    else if ((event.key === 'Enter' || event.key === ',') && this.text.trim() !== '') void this.add(this.text);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
  };

  private readonly onFocusOut = (): void => {
    this.suggestions.close();
    if (this.text.trim() !== '') void this.add(this.text);
  };

  /** The field is free for the next tag at once; what was refused comes back into it. */
  private async add(text: string): Promise<void> {
    const [tag, half] = [text.trim(), this.text];
    this.text = '';
    this.suggestions.close();
    const isAdded = await this.change((tags) => (tags.includes(tag) ? tags : [...tags, tag]));
    this.keep(isAdded ? this.text : half + this.text);
    if (isAdded) this.context.announce(t('Added tag {0}.', tag));
  }

  private async takeOut(tag: string): Promise<void> {
    if (!(await this.change((tags) => tags.filter((each) => each !== tag)))) return;
    this.querySelector('input')?.focus();
    this.context.announce(t('Removed tag {0}.', tag));
  }

  /** One change after the other, each of what the one before has made. @returns whether it was done */
  private change(make: (tags: readonly string[]) => readonly string[]): Promise<boolean> {
    const changed = this.last.then(async () => {
      const [before, after] = [this.tags, make(this.tags)];
      if (after === before) return true;
      return (await this.context.ask({ kind: 'set', edit: { field: 'tags', before, after } })) === null;
    });
    this.last = changed;
    return changed;
  }

  private keep(text: string): void {
    this.text = text;
    this.context.drafts.set('tag', text === '' ? null : { base: '', text });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-tags': TagsElement;
  }
}
