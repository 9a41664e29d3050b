import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { ParsedQuery, Span } from '../../src/query/ast.js';
import { parseQuery } from '../../src/query/parseQuery.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';
import { completionListView, listId, optionId } from './completionList.js';
import type { Typed } from './completions.js';
import { CompletionSession } from './completionSession.js';
import { overlayView } from './queryOverlay.js';
import { problemId, problemText, problemView } from './problemView.js';
import { leftEdgeAt, termUnder } from './textGeometry.js';
import { topTerms, withoutTerm } from './topTerms.js';

/** What the host takes. */
const maxLength = 10_000;
/** Half-typed text is neither blamed nor counted aloud before it has rested this long, in milliseconds. */
const settleDelay = 500;

/** The person has changed the filter. */
export type FilterChange = CustomEvent<{ readonly text: string }>;

/**
 * The filter bar: one line in the query language, coloured as it is typed. Fires `filter-change` ({@link FilterChange})
 * at every key, and `filter-leave` when Enter or Escape hands the keys on to the cards.
 */
@customElement('ticketree-filter')
export class FilterElement extends SafeElement {
  /** The filter. While somebody types, what is set from outside waits until the field is left. */
  @property({ attribute: false }) value = '';
  /** Where completion takes its words from; gone through only when it opens. */
  @property({ attribute: false }) rows: Iterable<TicketRow> = [];
  /** The names that stand for `@me`. */
  @property({ attribute: false }) me: readonly string[] = [];
  @property({ attribute: false }) shown = 0;
  @property({ attribute: false }) total = 0;
  @state() private text = '';
  @state() private isComposing = false;
  @state() private isSettled = true;
  @state() private announcement = '';
  /** The term under the pointer; -1 for none. */
  @state() private hovered = -1;
  /** The term whose button Tab reaches. */
  @state() private tabStop = 0;
  private parsed: ParsedQuery = parseQuery('');
  private terms: readonly Span[] = [];
  private readonly completions = new CompletionSession(this);
  private settleTimer: ReturnType<typeof setTimeout> | undefined;

  /** Puts the caret into the bar, with all of its text selected. */
  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.settleTimer);
  }

  /** What stands in the field; for the completions. */
  typed(): Typed {
    const { text } = this;
    return { text, caret: this.input?.selectionEnd ?? text.length, problems: parseQuery(text).problems };
  }

  /** Changes the filter as if it had been typed. */
  change(text: string, caret = text.length): void {
    this.text = this.value = text;
    const { input } = this;
    if (input && input.value !== text) {
      input.value = text;
      input.setSelectionRange(caret, caret);
    }
    const change: FilterChange = new CustomEvent('filter-change', { detail: { text }, bubbles: true });
    this.dispatchEvent(change);
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private get overlay(): HTMLElement | null {
    return this.querySelector('.filter-overlay');
  }

  private get isTyping(): boolean {
    return this.isComposing || (this.input !== null && this.input === document.activeElement);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('value') && !this.isTyping) this.text = oneLine(this.value);
    if (this.text !== this.parsed.text) {
      this.parsed = parseQuery(this.text);
      this.terms = topTerms(this.parsed);
      this.tabStop = Math.max(0, Math.min(this.tabStop, this.terms.length - 1));
      this.hovered = -1;
    }
    if (this.hasUpdated && ['text', 'shown', 'total'].some((name) => changed.has(name))) this.settleLater();
  }

  protected override updated(): void {
    const { input } = this;
    if (input && !this.isComposing && input.value !== this.text) input.value = this.text;
    // Where things stand is asked when the page is about to be drawn anyway, so that no key waits for it.
    requestAnimationFrame(() => {
      this.align();
    });
  }

  /** Says what came of it when nothing has changed for a while. */
  private settleLater(): void {
    clearTimeout(this.settleTimer);
    this.isSettled = false;
    this.settleTimer = setTimeout(() => {
      this.isSettled = true;
      const [problem] = this.parsed.problems;
      this.announcement = problem ? problemText(problem, this.text) : this.countInWords;
    }, settleDelay);
  }

  private get countInWords(): string {
    return t('{0} of {1} tickets', this.shown, this.total);
  }

  private readonly onInput = (): void => {
    const text = this.input?.value ?? '';
    // What an input method is still putting together is nobody's filter yet.
    if (this.isComposing || text === this.text) return;
    this.change(text);
    this.completions.follow();
  };

  private readonly onComposition = ({ type }: CompositionEvent): void => {
    this.isComposing = type === 'compositionstart';
    if (this.isComposing) this.completions.close();
    else this.onInput();
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    // The keys of an input method choose a word.
    if (event.isComposing || this.isComposing) return;
    if (!this.completions.onKeyDown(event) && !this.onFieldKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private onFieldKey({ key, ctrlKey }: KeyboardEvent): boolean {
    if (key === 'ArrowDown' || (key === ' ' && ctrlKey)) this.completions.open(true);
    else if (key === 'Enter' || key === 'Escape') this.leave();
    else return false;
    return true;
  }

  /** Hands the keys on; where nobody takes them they go back to the page. */
  private leave(): void {
    this.dispatchEvent(new CustomEvent('filter-leave', { bubbles: true }));
    if (this.isTyping) this.input?.blur();
  }

  private readonly onBlur = (): void => {
    this.completions.leave();
    // What was set meanwhile has waited.
    if (this.value !== this.text) this.text = oneLine(this.value);
  };

  private readonly removeTerm = (index: number): void => {
    const term = this.terms[index];
    if (!term) return;
    this.change(withoutTerm(this.text, this.terms, term));
    void this.updateComplete.then(() => {
      this.focusTerm(Math.min(index, this.terms.length - 1));
    });
  };

  /** Gives the keys to the button of a term, or to the input where there is none. */
  private focusTerm(index: number): void {
    const button = this.querySelectorAll<HTMLElement>('.filter-remove')[index];
    if (button) this.tabStop = index;
    (button ?? this.input)?.focus();
  }

  private readonly onTermKey = (event: KeyboardEvent, index: number): void => {
    const last = this.terms.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: Math.max(0, index - 1),
      ArrowRight: Math.min(index + 1, last),
      Home: 0,
      End: last,
      Escape: -1,
    };
    const place = places[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') this.removeTerm(index);
    else if (place !== undefined) this.focusTerm(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private align(): void {
    const { input, overlay } = this;
    if (!input || !overlay) return;
    overlay.scrollLeft = input.scrollLeft;
    const list = this.querySelector<HTMLElement>(`#${listId}`);
    const start = this.completions.offer?.items[0]?.start;
    if (!list || start === undefined) return;
    const room = this.getBoundingClientRect();
    const left = Math.min(leftEdgeAt(overlay, start) - room.left, room.width - list.offsetWidth);
    list.style.left = `${Math.max(0, left)}px`;
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private readonly onScroll = (): void => {
    if (this.input && this.overlay) this.overlay.scrollLeft = this.input.scrollLeft;
  };

  /** A button that was scrolled into view takes the input with it. */
  private readonly onOverlayScroll = (): void => {
    if (this.input && this.overlay && !this.isTyping) this.input.scrollLeft = this.overlay.scrollLeft;
  };

  private readonly onPointer = (event: PointerEvent): void => {
    this.hovered = event.type === 'pointerleave' ? -1 : termUnder(this, event);
  };

  protected override render(): TemplateResult {
    const [problem] = this.parsed.problems;
    const { offer } = this.completions;
    const isBlamed = problem !== undefined && this.isSettled && offer === null;
    return html`<search
        class="filter-bar ${isBlamed ? 'faulty' : ''}"
        @pointermove=${this.onPointer}
        @pointerleave=${this.onPointer}
      >
        <span class="codicon codicon-filter" aria-hidden="true"></span>
        <div class="filter-field ${this.isComposing ? 'composing' : ''}">${this.termsView()} ${this.inputView()}</div>
        <span class="filter-count" title=${this.countInWords}>${t('{0} of {1}', this.shown, this.total)}</span>
      </search>
      ${offer ? completionListView(offer, this.completions.take) : nothing}
      ${problem ? problemView(problem, this.text, isBlamed) : nothing}
      <div class="sr-only" role="status" aria-live="polite">${this.announcement}</div>`;
  }

  private termsView(): TemplateResult {
    const { hovered, tabStop, removeTerm: remove, onTermKey: onKeyDown } = this;
    const content = overlayView(this.parsed, this.terms, { hovered, tabStop, remove, onKeyDown });
    // In one line: white space would show.
    // prettier-ignore
    return html`<div class="filter-overlay" role="group" aria-label=${t('Terms of the filter')} @scroll=${this.onOverlayScroll}>${content}</div>`;
  }

  private inputView(): TemplateResult {
    const { offer } = this.completions;
    const isFaulty = this.parsed.problems.length > 0;
    return html`<input
      type="text"
      role="combobox"
      aria-label=${t('Filter tickets')}
      aria-autocomplete="list"
      aria-expanded=${offer !== null}
      aria-controls=${offer ? listId : nothing}
      aria-activedescendant=${offer && offer.active !== -1 ? optionId(offer.active) : nothing}
      aria-invalid=${isFaulty}
      aria-describedby=${isFaulty ? problemId : nothing}
      placeholder=${t('Filter by words, or tag:ui -assignee:@me priority:>=high (arrow down shows all)')}
      maxlength=${maxLength}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      @input=${this.onInput}
      @compositionstart=${this.onComposition}
      @compositionend=${this.onComposition}
      @keydown=${this.onKeyDown}
      @mousedown=${() => {
        this.completions.close();
      }}
      @blur=${this.onBlur}
      @scroll=${this.onScroll}
    />`;
  }
}

/** An input takes no line breaks. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-filter': FilterElement;
  }
}
