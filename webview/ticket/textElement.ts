import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ReplyError } from '../../src/protocol/boardMessages.js';
import { SafeElement } from '../shared/safeElement.js';
import type { FieldDraft } from './fieldDraft.js';
import { foreign, heard, isUnsent, refused, sending, taken, typed } from './fieldDraft.js';
import { errorView, fieldView, foreignView } from './fieldViews.js';
import { Suggestions } from './suggestions.js';
import type { TicketContext } from './ticketContext.js';

/** Sends a text. @param before what the person saw. @returns why it was refused, or null */
export type CommitText = (text: string, before: string) => Promise<ReplyError | null>;

/** Where a field is sent while the person types: after such a pause, milliseconds. */
const pause = 400;

/**
 * A text that can be edited, one line or many, or a day. Whatever happens to the ticket meanwhile, the page or the host:
 * what was typed stays until it is saved, or until the person lets go of it.
 */
@customElement('ticketree-text')
export class TextElement extends SafeElement {
  @property({ attribute: false }) context!: TicketContext;
  /** By which its draft is known. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) kind: 'line' | 'text' | 'date' = 'line';
  /** As the ticket has it. */
  @property({ attribute: false }) value = '';
  @property({ attribute: false }) placeholder = '';
  @property({ attribute: false }) options: readonly string[] = [];
  /** Whether a text is worth sending before the person has left the field. */
  @property({ attribute: false }) isWhole: (text: string) => boolean = () => true;
  @property({ attribute: false }) commit!: CommitText;
  @state() private draft: FieldDraft | null = null;
  @state() private error: ReplyError | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly suggestions = new Suggestions(this, (text) => {
    this.onTyped(text);
    void this.flush();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = this.context.drafts.get(this.name);
    if (kept) this.draft = { ...kept, sent: null, isSettled: false };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Sends what was typed and not sent, unless somebody else has changed it meanwhile: then the person decides. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { draft } = this;
    if (this.context.readOnly || !isUnsent(draft) || foreign(draft, this.value) !== null) return;
    // Of two that overtake each other in the store, the second would find what nobody has seen.
    if (this.context.autosave && draft.sent !== null) return;
    const { text } = draft;
    const before = draft.sent ?? draft.base;
    this.setDraft(sending(draft));
    const error = await this.commit(text, before);
    this.error = error;
    this.setDraft(error ? refused(this.draft, text) : taken(this.draft, text, this.value));
    if (!error) this.goOn();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value') && this.draft) this.setDraft(heard(this.draft, this.value));
  }

  protected override firstUpdated(): void {
    // Of a page that came back: what was typed before belongs into the document.
    if (isUnsent(this.draft) && !this.context.autosave) this.sendSoon();
  }

  protected override render(): TemplateResult {
    const text = this.draft?.text ?? this.value;
    const theirs = foreign(this.draft, this.value);
    return html`${fieldView({
      kind: this.kind,
      value: live(text),
      label: this.label,
      placeholder: this.placeholder,
      readOnly: this.context.readOnly,
      isInvalid: this.error !== null,
      suggestions: this.options.length > 0 ? this.suggestions : null,
      onInput: this.onInput,
      onKeyDown: this.onKeyDown,
      onFocusOut: this.onFocusOut,
    })}
    ${this.options.length > 0 ? this.suggestions.view(this.label) : nothing}
    ${theirs === null ? nothing : foreignView(theirs, this.decide)} ${errorView(this.error)}`;
  }

  private get hasFocus(): boolean {
    return this.contains(document.activeElement);
  }

  private readonly onInput = (event: Event): void => {
    const text = (event.target as HTMLTextAreaElement | HTMLInputElement).value;
    this.onTyped(text);
    if (this.options.length > 0) this.suggestions.offer(this.options, text);
  };

  private onTyped(text: string): void {
    this.setDraft(typed(this.draft, this.value, text));
    this.error = null;
    if (!this.context.autosave) this.sendSoon();
  }

  /** After something was taken over: sends what was typed meanwhile. */
  private goOn(): void {
    if (!this.hasFocus) this.letGo();
    if (!isUnsent(this.draft)) return;
    if (!this.context.autosave) this.sendSoon();
    else if (!this.hasFocus) void this.flush();
  }

  private sendSoon(): void {
    const text = this.draft?.text;
    if (text === undefined || !this.isWhole(text)) return;
    // The first of what is typed goes at once, so that the tab shows that there is something to save.
    if (this.timer === undefined && this.draft?.sent === null) void this.flush();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.flush();
    }, pause);
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    // Enter and Escape of an input method choose a word.
    if (event.isComposing) return;
    if (this.suggestions.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && (this.kind !== 'text' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.flush();
    }
  };

  private readonly onFocusOut = (): void => {
    this.suggestions.close();
    if (isUnsent(this.draft)) void this.flush();
    else this.letGo();
  };

  /** What the other side has may be written otherwise than it was typed. */
  private letGo(): void {
    if (this.draft?.isSettled) this.setDraft(null);
  }

  private readonly decide = (keep: 'mine' | 'theirs'): void => {
    const { draft } = this;
    if (!draft) return;
    this.error = null;
    this.setDraft(keep === 'mine' ? { ...draft, base: this.value, sent: null } : null);
    if (keep === 'mine') void this.flush();
    this.querySelector<HTMLElement>('textarea, input')?.focus();
  };

  private setDraft(draft: FieldDraft | null): void {
    this.draft = draft;
    this.context.drafts.set(this.name, draft && !draft.isSettled ? { base: draft.base, text: draft.text } : null);
    this.dispatchEvent(new Event('draft-change', { bubbles: true }));
  }
}

/** Sends all that has been typed in an element and not been sent. */
export function flushTexts(root: ParentNode): void {
  for (const field of root.querySelectorAll<TextElement>('ticketree-text')) void field.flush();
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-text': TextElement;
  }
}
