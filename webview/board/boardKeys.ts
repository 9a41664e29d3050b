import type { BoardActions } from './boardActions.js';
import { focusedCardId } from './cardFocus.js';
import type { KeyAction } from './keyboard.js';
import { step, type Direction } from './places.js';

/** Does what keys ask for. */
export class BoardKeys {
  constructor(private readonly actions: BoardActions) {}

  /** @returns whether the key meant anything here */
  perform(action: KeyAction): boolean {
    if (this.actions.session.model.phase.kind !== 'board') return false;
    if (this.actions.drag.current?.byKeys) return this.performCarrying(action);
    switch (action.kind) {
      case 'step':
        return this.step(action.direction, action.extend);
      case 'pick':
        return this.withSubjects((ids) => {
          this.actions.session.pick(action.pick, ids);
        });
      case 'quickAdd':
        this.actions.openQuickAdd();
        return true;
      case 'filter':
        this.actions.focusFilter();
        return true;
      case 'help':
        this.actions.showKeys();
        return true;
      case 'back':
        return this.back();
      case 'undo':
      case 'redo':
        void this.actions.session.ask({ kind: action.kind });
        return true;
      default:
        return this.performOnCard(action.kind);
    }
  }

  private performOnCard(kind: 'open' | 'lift' | 'rename' | 'select' | 'selectAll' | 'delete'): boolean {
    const id = focusedCardId();
    if (id === null) return false;
    switch (kind) {
      case 'open':
        this.actions.openPane(id);
        break;
      case 'lift':
        this.actions.lift(id);
        break;
      case 'rename':
        this.actions.startRename(id);
        break;
      case 'select':
        this.actions.select((selection) => {
          selection.toggle(id);
        });
        break;
      case 'selectAll':
        this.actions.selectColumnOf(id);
        break;
      case 'delete':
        return this.withSubjects((ids) => void this.actions.doAll('delete', ids));
    }
    return true;
  }

  /** What is carried takes all keys: one that did something else would leave the person with a card in the hand. */
  private performCarrying(action: KeyAction): boolean {
    const { drag } = this.actions;
    if (action.kind === 'step') drag.carry(action.direction);
    else if (action.kind === 'lift' || action.kind === 'open') drag.drop();
    else if (action.kind === 'back') drag.cancel();
    return true;
  }

  private step(direction: Direction, extend: boolean): boolean {
    const { focusedId, session } = this.actions;
    const id = focusedCardId() === null ? null : focusedId;
    const at = id === null ? null : session.model.locate(id);
    const next = at ? step(this.actions.openColumns, at, direction) : this.actions.entryId;
    if (next === null) return false;
    if (extend && id !== null) this.actions.extendSelection(id, next);
    this.actions.goTo(next);
    return true;
  }

  private back(): boolean {
    const { session, drag } = this.actions;
    if (drag.cancel()) return true;
    if (session.selectedCount > 0) {
      this.actions.clearSelection();
      return true;
    }
    if (session.paneId === null) return false;
    this.actions.closePane();
    return true;
  }

  private withSubjects(act: (ids: readonly string[]) => void): boolean {
    const { session } = this.actions;
    const ids = session.subjects(focusedCardId());
    if (ids.length === 0 || session.isReadOnly) return false;
    act(ids);
    return true;
  }
}
