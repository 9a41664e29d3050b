import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { SafeElement } from '../shared/safeElement.js';

export interface MenuItem {
  readonly label: string;
  /** For one of several that exclude each other: whether it is the one. */
  readonly isChosen?: boolean;
  readonly run: () => void;
}

/** A button that opens a menu, in the page's top layer so that no column clips it. */
@customElement('ticketree-menu')
export class MenuElement extends SafeElement {
  /** What it is, for those who hear it. */
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) icon = 'ellipsis';
  /** Beside the icon. */
  @property({ attribute: false }) text = '';
  /** A sentence under the items. */
  @property({ attribute: false }) note = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  protected override render(): TemplateResult {
    return html`<button
        class=${this.text === '' ? 'icon-button' : 'text-button'}
        aria-haspopup="menu"
        aria-label=${this.label}
        title=${this.label}
        @click=${this.open}
        @keydown=${this.onButtonKey}
      >
        <span class="codicon codicon-${this.icon}" aria-hidden="true"></span>${
          this.text === '' ? nothing : html`<span class="button-text">${this.text}</span>`
        }
      </button>
      <div class="menu" popover="auto" @keydown=${this.onMenuKey}>
        <div role="menu" aria-label=${this.label}>${this.items.map((item) => this.itemView(item))}</div>
        ${this.note === '' ? nothing : html`<p class="menu-note">${this.note}</p>`}
      </div>`;
  }

  private itemView({ label, isChosen, run }: MenuItem): TemplateResult {
    const isRadio = isChosen !== undefined;
    return html`<button
      class="menu-item"
      tabindex="-1"
      role=${isRadio ? 'menuitemradio' : 'menuitem'}
      aria-checked=${isRadio ? String(isChosen) : nothing}
      @click=${() => {
        this.close();
        run();
      }}
    >
      <span class="codicon ${isChosen ? 'codicon-check' : 'codicon-blank'}" aria-hidden="true"></span>${label}
    </button>`;
  }

  private readonly open = (): void => {
    const { menu, button } = this;
    if (!menu || !button) return;
    menu.showPopover();
    const at = button.getBoundingClientRect();
    const left = Math.max(4, Math.min(at.left, innerWidth - menu.offsetWidth - 4));
    const below = at.bottom + 2;
    const top = below + menu.offsetHeight > innerHeight ? Math.max(4, at.top - menu.offsetHeight - 2) : below;
    Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
    const buttons = this.itemButtons;
    (buttons.find((each) => each.ariaChecked === 'true') ?? buttons[0])?.focus();
  };

  private close(): void {
    this.menu?.hidePopover();
    this.button?.focus();
  }

  private readonly onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.open();
  };

  private readonly onMenuKey = (event: KeyboardEvent): void => {
    const buttons = this.itemButtons;
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (next !== undefined) buttons[next % buttons.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private get menu(): HTMLElement | null {
    return this.querySelector('.menu');
  }

  private get button(): HTMLElement | null {
    return this.querySelector('[aria-haspopup]');
  }

  private get itemButtons(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.menu-item')];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-menu': MenuElement;
  }
}
