/** What a person changes in a ticket by an editor for one ticket, and what becomes of the ticket by it. */
import { addCriterion, removeCriterion, setCriterionDone } from './acceptanceCriteria.js';
import { addComment, editComment, removeComment } from './comments.js';
import { applyEdit, type TicketEdit } from './edit.js';
import { TicketreeError } from './errors.js';
import { sameValue } from './sameValue.js';
import { addTasks, moveTask, removeTask, renameTask, setTaskCompleted } from './tasks.js';
import type { Priority, Status, Ticket } from './ticket.js';
import { dueOf, estimateOf, typeOf, type TicketType } from './ticketMetadata.js';

/** The fields that are set as a whole. `before` is what the person saw: where it is no longer so, nothing is set. */
export type FieldEdit =
  | { readonly field: 'title' | 'description'; readonly before: string; readonly after: string }
  | { readonly field: 'status'; readonly before: Status; readonly after: Status }
  | { readonly field: 'priority'; readonly before: Priority; readonly after: Priority }
  | { readonly field: 'type'; readonly before: TicketType; readonly after: TicketType }
  | { readonly field: 'assignee' | 'due'; readonly before: string | null; readonly after: string | null }
  /** Minutes. */
  | { readonly field: 'estimate'; readonly before: number | null; readonly after: number | null }
  | { readonly field: 'tags'; readonly before: readonly string[]; readonly after: readonly string[] };

/** A change of one ticket that needs to know no other. */
export type TicketAction =
  | { readonly kind: 'set'; readonly edit: FieldEdit }
  | { readonly kind: 'addTask'; readonly title: string }
  | { readonly kind: 'renameTask'; readonly task: string; readonly title: string }
  | { readonly kind: 'completeTask'; readonly task: string; readonly completed: boolean }
  /** Position counted from one. */
  | { readonly kind: 'moveTask'; readonly task: string; readonly position: number }
  | { readonly kind: 'removeTask'; readonly task: string }
  | { readonly kind: 'addCriterion'; readonly text: string }
  | { readonly kind: 'checkCriterion'; readonly criterion: string; readonly done: boolean }
  | { readonly kind: 'removeCriterion'; readonly criterion: string }
  | { readonly kind: 'addComment'; readonly text: string }
  | { readonly kind: 'editComment'; readonly comment: string; readonly text: string }
  | { readonly kind: 'removeComment'; readonly comment: string };

/** What an action needs that the ticket does not hold. */
export interface ActionFacts {
  readonly now: Date;
  /** A fresh UUID, for what the action adds. */
  readonly newId: string;
  /** Who writes a comment. */
  readonly author: string;
}

/**
 * The ticket after an action.
 * @throws TicketreeError `ticket_changed` where a field is no longer as the person saw it, `invalid_value`,
 * `task_not_found`, `item_not_found`
 */
export function applyTicketRequest(ticket: Ticket, action: TicketAction, facts: ActionFacts): Ticket {
  const { now, newId } = facts;
  switch (action.kind) {
    case 'set':
      return setField(ticket, action.edit, now);
    case 'addTask':
      return addTasks(ticket, [{ id: newId, title: action.title }], now);
    case 'renameTask':
      return renameTask(ticket, action.task, action.title);
    case 'completeTask':
      return setTaskCompleted(ticket, action.task, action.completed, now);
    case 'moveTask':
      return moveTask(ticket, action.task, action.position);
    case 'removeTask':
      return removeTask(ticket, action.task);
    case 'addCriterion':
      return addCriterion(ticket, newId, action.text);
    case 'checkCriterion':
      return setCriterionDone(ticket, action.criterion, action.done);
    case 'removeCriterion':
      return removeCriterion(ticket, action.criterion);
    case 'addComment':
      return addComment(ticket, { id: newId, author: facts.author, text: action.text }, now);
    case 'editComment':
      return editComment(ticket, action.comment, action.text);
    case 'removeComment':
      return removeComment(ticket, action.comment);
  }
}

const actionNames: Readonly<Record<TicketAction['kind'], string>> = {
  set: 'edit',
  addTask: 'task add',
  renameTask: 'task rename',
  completeTask: 'task complete',
  moveTask: 'task move',
  removeTask: 'task remove',
  addCriterion: 'criteria add',
  checkCriterion: 'criteria check',
  removeCriterion: 'criteria remove',
  addComment: 'comment add',
  editComment: 'comment edit',
  removeComment: 'comment remove',
};

/** What the journal calls an action: what the command line calls it. */
export function actionName(action: TicketAction): string {
  if (action.kind === 'completeTask' && !action.completed) return 'task uncomplete';
  if (action.kind === 'checkCriterion' && !action.done) return 'criteria uncheck';
  return actionNames[action.kind];
}

/** What a field holds, as an edit of it says. */
export function fieldValue(ticket: Ticket, field: FieldEdit['field']): FieldEdit['before'] {
  switch (field) {
    case 'type':
      return typeOf(ticket);
    case 'due':
      return dueOf(ticket);
    case 'estimate':
      return estimateOf(ticket);
    default:
      return ticket[field];
  }
}

function setField(ticket: Ticket, edit: FieldEdit, now: Date): Ticket {
  const value = fieldValue(ticket, edit.field);
  if (sameValue(value, edit.after)) return ticket;
  if (sameValue(value, edit.before)) return applyEdit(ticket, editOf(edit), now);
  throw new TicketreeError(
    'ticket_changed',
    `Somebody else has changed the ${edit.field} of "${ticket.title}" meanwhile.`,
    'Nothing was changed. Look at what it is now and decide which of the two holds.',
  );
}

function editOf(edit: FieldEdit): TicketEdit {
  switch (edit.field) {
    case 'tags':
      return { setTags: edit.after };
    case 'assignee':
      return { assignee: edit.after?.trim() === '' ? null : (edit.after?.trim() ?? null) };
    default:
      return { [edit.field]: edit.after };
  }
}
