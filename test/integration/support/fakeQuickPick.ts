import { Emitter } from '../../../src/util/emitter.js';

function emitter<T>(): Emitter<T> {
  return new Emitter<T>((error) => {
    throw error;
  });
}

/** A question as the editor shows it: it goes away when it is answered, left, or when something takes the focus. */
export class FakeQuickPick<T extends { readonly label: string }> {
  private readonly accepts = emitter<undefined>();
  private readonly hides = emitter<undefined>();
  readonly onDidAccept = this.accepts.event;
  readonly onDidHide = this.hides.event;
  readonly onDidTriggerButton = emitter<unknown>().event;
  readonly onDidTriggerItemButton = emitter<unknown>().event;
  title = '';
  placeholder = '';
  ignoreFocusOut = false;
  private given: readonly T[] = [];
  /** What there is to see. */
  private listed: readonly T[] = [];
  activeItems: readonly T[] = [];
  selectedItems: readonly T[] = [];
  isVisible = false;

  /** @param onShow a person who answers it at once */
  constructor(private readonly onShow: (question: FakeQuickPick<T>) => void = () => undefined) {}

  get items(): readonly T[] {
    return this.given;
  }

  set items(items: readonly T[]) {
    this.given = items;
    this.listed = items;
  }

  show(): void {
    this.isVisible = true;
    this.onShow(this);
  }

  /** Told of later, as by the editor, which runs in another process. */
  hide(): void {
    if (this.isVisible) {
      queueMicrotask(() => {
        this.leave();
      });
    }
    this.isVisible = false;
  }

  /** A person presses Escape. */
  leave(): void {
    this.isVisible = false;
    this.listed = [];
    this.hides.fire(undefined);
  }

  choose(label: string | undefined): void {
    this.selectedItems = this.listed.filter((item) => item.label === label);
    if (this.selectedItems.length === 0) this.leave();
    else this.accepts.fire(undefined);
  }

  loseFocus(): void {
    if (!this.ignoreFocusOut) this.leave();
  }

  dispose(): void {
    this.isVisible = false;
  }
}
