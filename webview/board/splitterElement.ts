import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../shared/l10n.js';
import { SafeElement } from '../shared/safeElement.js';

/** The share of the page that the pane may take, in percent. */
const [smallest, largest] = [20, 80];
const keyStep = 2;

/** The line between board and pane, to be dragged, or moved by arrow keys. Fires `share-change`. */
@customElement('ticketree-splitter')
export class SplitterElement extends SafeElement {
  /** The share of the pane in percent. */
  @property({ attribute: false }) share = 40;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'separator';
    this.tabIndex = 0;
    this.ariaLabel = t('Size of the ticket pane');
    this.addEventListener('pointerdown', this.onPointerDown);
    this.addEventListener('keydown', this.onKeyDown);
  }

  protected override willUpdate(): void {
    this.ariaValueNow = String(Math.round(this.share));
    this.ariaValueMin = String(smallest);
    this.ariaValueMax = String(largest);
    this.ariaOrientation = this.isBelow ? 'horizontal' : 'vertical';
  }

  protected override render(): TemplateResult | typeof nothing {
    return html`${nothing}`;
  }

  /** Whether the pane stands under the board. */
  private get isBelow(): boolean {
    return this.parentElement !== null && getComputedStyle(this.parentElement).flexDirection === 'column';
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    this.setPointerCapture(event.pointerId);
    this.addEventListener('pointermove', this.onPointerMove);
    const stop = (): void => {
      this.removeEventListener('pointermove', this.onPointerMove);
    };
    this.addEventListener('lostpointercapture', stop, { once: true });
    event.preventDefault();
  };

  private readonly onPointerMove = ({ clientX, clientY }: PointerEvent): void => {
    const room = this.parentElement?.getBoundingClientRect();
    if (!room) return;
    this.change(this.isBelow ? (room.bottom - clientY) / room.height : (room.right - clientX) / room.width);
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const grow = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key];
    if (grow === undefined) return;
    event.preventDefault();
    this.change((this.share + grow * keyStep) / 100);
  };

  private change(part: number): void {
    this.share = Math.min(largest, Math.max(smallest, part * 100));
    this.dispatchEvent(new CustomEvent('share-change', { detail: this.share }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-splitter': SplitterElement;
  }
}
