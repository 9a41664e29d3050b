import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TicketRow } from '../../src/domain/ticketRow.js';
import type { Completion } from '../../src/query/completeQuery.js';
import { moveActive, offerAt, take, type Offer, type Typed } from './completions.js';
import { RowVocabulary } from '../../src/query/rowVocabulary.js';

interface CompletionHost extends ReactiveControllerHost {
  readonly rows: Iterable<TicketRow>;
  readonly total: number;
  readonly me: readonly string[];
  /** What stands in the field at this moment. */
  typed(): Typed;
  /** Puts a text into the field, as if it had been typed. */
  change(text: string, caret: number): void;
}

/** How far the keys of the list go. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
/** Keys that do in the field what they always do, and leave the list without a meaning. */
const endings: readonly string[] = ['Enter', 'Tab', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

/** The list of completions from its opening to its end: what is in it, which is chosen, and what the keys do. */
export class CompletionSession implements ReactiveController {
  private current: Offer | null = null;
  private known:
    { readonly of: Iterable<TicketRow>; readonly total: number; readonly words: RowVocabulary } | undefined;
  private isStale = false;

  constructor(private readonly host: CompletionHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.current = null;
  }

  get offer(): Offer | null {
    return this.current;
  }

  /** @param isAsked whether the person asked for it; else only values are offered */
  open(isAsked: boolean): void {
    const sources = { vocabulary: this.words(), me: this.host.me };
    this.show(offerAt(this.host.typed(), sources, isAsked));
  }

  close(): void {
    this.show(null);
  }

  /** The field has been left: what is offered next is made of the rows of then. */
  leave(): void {
    this.isStale = true;
    this.close();
  }

  /** Goes on with the text that has just been typed. */
  follow(): void {
    const { text, caret } = this.host.typed();
    this.open(this.current?.isAsked === true && !/\s$/u.test(text.slice(0, caret)));
  }

  readonly take = (item: Completion): void => {
    const { text, caret } = take(this.host.typed().text, item);
    this.host.change(text, caret);
    // Behind a key its values come at once.
    if (/[:=]$/.test(item.insert)) this.open(false);
    else this.close();
  };

  /** @returns whether the list has taken the key */
  onKeyDown({ key, shiftKey }: KeyboardEvent): boolean {
    if (!this.current) return false;
    const step = steps[key];
    const item = this.current.items[this.current.active];
    if (step !== undefined) this.show(moveActive(this.current, step));
    else if ((key === 'Enter' || key === 'Tab') && item && !shiftKey) this.take(item);
    else if (key === 'Escape') this.close();
    else {
      if (endings.includes(key)) this.close();
      return false;
    }
    return true;
  }

  /** Kept as long as somebody types, since the board has new rows with every key. */
  private words(): RowVocabulary {
    const { rows, total } = this.host;
    const isCurrent = this.known?.of === rows || (this.known?.total === total && !this.isStale);
    if (!this.known || !isCurrent) this.known = { of: rows, total, words: new RowVocabulary(rows) };
    this.isStale = false;
    return this.known.words;
  }

  private show(offer: Offer | null): void {
    this.current = offer;
    this.host.requestUpdate();
  }
}
