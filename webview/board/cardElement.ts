import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import { SafeElement } from '../shared/safeElement.js';
import { sameFacts, type CardFacts } from './cardFacts.js';
import { footPart, tagsPart, topPart } from './cardParts.js';
import { cardLabel } from './cardTexts.js';
import { makeCardDraggable } from './dragAndDrop.js';
import type { TitleEdit } from './savedState.js';
import type { BoardScene } from './scene.js';
import './titleFieldElement.js';

/** One ticket on the board; its column gives it its role and its place in the tab order. */
@customElement('ticketree-card')
export class CardElement extends SafeElement {
  @property({ attribute: false }) row!: TicketRow;
  @property({ attribute: false, hasChanged: (facts: CardFacts, old?: CardFacts) => !sameFacts(facts, old) })
  facts!: CardFacts;
  @property({ attribute: false }) now = 0;
  /** Where somebody changes its title. */
  @property({ attribute: false }) rename: TitleEdit | null = null;
  /** Whatever else; a new one alone changes nothing that is drawn. */
  scene!: BoardScene;
  private stopDragging: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopDragging = makeCardDraggable(this, {
      canDrag: () => !this.scene.isReadOnly && this.rename === null,
      countFor: (id) => this.scene.actions.draggedWith(id).length,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopDragging?.();
  }

  /** Here and not in the column's template, so that a row which cannot be told spoils this card only. */
  protected override willUpdate(): void {
    this.ariaLabel = cardLabel(this.row, this.facts, this.now);
  }

  protected override render(): TemplateResult {
    const { row, facts } = this;
    return html`<div class="card-body" data-status=${row.status}>
      ${topPart(row, facts)}${this.titlePart()}${tagsPart(row.tags)}${footPart(row, facts, this.now, this.jump)}
    </div>`;
  }

  private titlePart(): TemplateResult {
    const { title } = this.row;
    if (this.rename === null) return html`<div class="card-title" dir="auto" title=${title}>${title}</div>`;
    return html`<ticketree-title-field
      .text=${this.rename.text}
      .onText=${this.typeTitle}
      .onDone=${this.endRename}
    ></ticketree-title-field>`;
  }

  private readonly typeTitle = (text: string): void => {
    this.scene.actions.typeTitle(text);
  };

  private readonly endRename = (keep: boolean, refocus: boolean): void => {
    void this.scene.actions.endRename(keep, refocus);
  };

  private readonly jump = (): void => {
    if (this.facts.waitsFor !== null) this.scene.actions.show(this.facts.waitsFor);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ticketree-card': CardElement;
  }
}
