import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';

const mostShown = 8;
let lastId = 0;

/** Completion for a text field: a list under it that the arrows walk through and Enter takes from. */
export class Suggestions implements ReactiveController {
  readonly listId = `ticket-suggestions-${String(++lastId)}`;
  private found: readonly string[] = [];
  private activeIndex = -1;

  /** @param take told which one the person took */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly take: (text: string) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  get isOpen(): boolean {
    return this.found.length > 0;
  }

  get activeId(): string | null {
    return this.activeIndex < 0 ? null : `${this.listId}-${String(this.activeIndex)}`;
  }

  /** Offers what has the typed text in it, those first that begin with it. */
  offer(all: readonly string[], text: string): void {
    const typed = text.trim().toLowerCase();
    const fitting = all.filter((each) => each.toLowerCase().includes(typed) && each !== text.trim());
    const starts = (each: string): number => Number(!each.toLowerCase().startsWith(typed));
    this.found = fitting.sort((one, other) => starts(one) - starts(other)).slice(0, mostShown);
    this.activeIndex = -1;
    this.host.requestUpdate();
  }

  close(): void {
    if (!this.isOpen) return;
    this.found = [];
    this.activeIndex = -1;
    this.host.requestUpdate();
  }

  /** @returns whether the key was meant for the list */
  onKey(event: KeyboardEvent): boolean {
    if (!this.isOpen) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const count = this.found.length + 1;
      this.activeIndex = ((this.activeIndex + 1 + (event.key === 'ArrowDown' ? 1 : count - 1)) % count) - 1;
      this.host.requestUpdate();
      return true;
    }
    const chosen = this.found[this.activeIndex];
    if (event.key === 'Enter' && chosen !== undefined) {
      this.choose(chosen);
      return true;
    }
    if (event.key !== 'Escape') return false;
    this.close();
    return true;
  }

  view(label: string): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<ul class="suggestions" role="listbox" id=${this.listId} aria-label=${label}>
      ${this.found.map(
        (text, index) =>
          html`<li
            role="option"
            id=${`${this.listId}-${String(index)}`}
            aria-selected=${index === this.activeIndex}
            dir="auto"
            @mousedown=${(event: MouseEvent) => {
              // Before the field loses the focus.
              event.preventDefault();
              this.choose(text);
            }}
          >
            ${text}
          </li>`,
      )}
    </ul>`;
  }

  private choose(text: string): void {
    this.close();
    this.take(text);
  }
}
