import * as z from 'zod/mini';
import { priorities, statuses } from '../domain/ticket.js';
import { ticketTypes } from '../domain/ticketMetadata.js';
import { boardPicks, boardSorts, type BoardPreferences, type WebviewMessage } from './boardMessages.js';
import { workActions, type EditorWebviewMessage } from './ticketMessages.js';

/** Longer than any id; what exceeds it is no id. */
const id = z.string().check(z.minLength(1), z.maxLength(100));
/** More than anybody selects; what exceeds it is no selection. */
const ids = z.array(id).check(z.minLength(1), z.maxLength(20_000));
const status = z.enum(statuses);
const priority = z.enum(priorities);
const type = z.enum(ticketTypes);
const line = z.string().check(z.minLength(1), z.maxLength(1000));
const text = z.string().check(z.maxLength(1_000_000));
const tags = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1000));
const name = z.string().check(z.maxLength(200));

const fieldEdit = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(['title', 'description']), before: text, after: text }),
  z.strictObject({ field: z.literal('status'), before: status, after: status }),
  z.strictObject({ field: z.literal('priority'), before: priority, after: priority }),
  z.strictObject({ field: z.literal('type'), before: type, after: type }),
  z.strictObject({ field: z.enum(['assignee', 'due']), before: z.nullable(name), after: z.nullable(name) }),
  z.strictObject({ field: z.literal('estimate'), before: z.nullable(z.number()), after: z.nullable(z.number()) }),
  z.strictObject({ field: z.literal('tags'), before: tags, after: tags }),
]);

const relation = z.enum(['parent', 'dependsOn']);

const ticketRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set'), edit: fieldEdit }),
  z.strictObject({ kind: z.literal('addTask'), title: line }),
  z.strictObject({ kind: z.literal('renameTask'), task: id, title: line }),
  z.strictObject({ kind: z.literal('completeTask'), task: id, completed: z.boolean() }),
  z.strictObject({ kind: z.literal('moveTask'), task: id, position: z.int().check(z.positive()) }),
  z.strictObject({ kind: z.literal('removeTask'), task: id }),
  z.strictObject({ kind: z.literal('addCriterion'), text: line }),
  z.strictObject({ kind: z.literal('checkCriterion'), criterion: id, done: z.boolean() }),
  z.strictObject({ kind: z.literal('removeCriterion'), criterion: id }),
  z.strictObject({ kind: z.literal('addComment'), text }),
  z.strictObject({ kind: z.literal('editComment'), comment: id, text }),
  z.strictObject({ kind: z.literal('removeComment'), comment: id }),
  z.strictObject({ kind: z.literal('pickRelation'), relation }),
  z.strictObject({ kind: z.literal('removeRelation'), relation, other: id }),
  z.strictObject({ kind: z.literal('openRelated'), other: id }),
  z.strictObject({
    kind: z.literal('resolveConflict'),
    path: z.array(name).check(z.maxLength(10)),
    keep: z.enum(['mine', 'theirs']),
  }),
  z.strictObject({ kind: z.literal('openYaml') }),
  z.strictObject({ kind: z.literal('copyLink') }),
  z.strictObject({ kind: z.literal('work'), action: z.enum(workActions) }),
  z.strictObject({ kind: z.literal('listCommits') }),
]);

const preferences = z.strictObject({
  filter: z.string().check(z.maxLength(10_000)),
  sort: z.enum(boardSorts),
  compact: z.boolean(),
  collapsed: z.array(status).check(z.maxLength(statuses.length)),
});

const inheritedFields = z.strictObject({
  priority: z.optional(priority),
  type: z.optional(type),
  tags: z.optional(tags),
  assignee: z.optional(name),
  parent: z.optional(id),
});

const boardRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), ids, status, beforeId: z.optional(z.nullable(id)) }),
  z.strictObject({ kind: z.literal('create'), title: line, status, fields: inheritedFields }),
  z.strictObject({ kind: z.literal('rename'), id, before: text, title: line }),
  z.strictObject({ kind: z.literal('pick'), pick: z.enum(boardPicks), ids }),
  z.strictObject({ kind: z.enum(['archive', 'delete', 'complete']), ids }),
  z.strictObject({ kind: z.enum(['undo', 'redo', 'newTicket', 'showBroken']) }),
  z.strictObject({ kind: z.enum(['open', 'openYaml']), id }),
  z.strictObject({ kind: z.literal('watch'), id: z.nullable(id) }),
  z.strictObject({ kind: z.literal('ticket'), id, request: ticketRequest }),
  z.strictObject({ kind: z.literal('search'), text: z.string().check(z.maxLength(1000)) }),
  z.strictObject({ kind: z.literal('prefer'), preferences }),
]);

const ready = z.strictObject({ type: z.literal('ready') });
const seq = z.int().check(z.nonnegative());

const boardMessage = z.discriminatedUnion('type', [
  ready,
  z.strictObject({ type: z.literal('request'), seq, request: boardRequest }),
]);

const editorMessage = z.discriminatedUnion('type', [
  ready,
  z.strictObject({ type: z.literal('request'), seq, request: ticketRequest }),
]);

/** Checks preferences that were kept. @returns null for what are none */
export function validPreferences(data: unknown): BoardPreferences | null {
  const result = preferences.safeParse(data);
  return result.success ? result.data : null;
}

type Checked<Message> = { readonly message: Message } | { readonly reason: string };

/**
 * Checks what came out of the board's webview, which is hostile until shown harmless.
 * @returns the message, or a sentence that says why it does not fit (for the log; it holds no ticket text)
 */
export function validateBoardMessage(data: unknown): Checked<WebviewMessage> {
  return checked(boardMessage.safeParse(data) as z.core.util.SafeParseResult<WebviewMessage>);
}

/** As {@link validateBoardMessage}, for the ticket editor. */
export function validateEditorMessage(data: unknown): Checked<EditorWebviewMessage> {
  return checked(editorMessage.safeParse(data) as z.core.util.SafeParseResult<EditorWebviewMessage>);
}

function checked<Message>(result: z.core.util.SafeParseResult<Message>): Checked<Message> {
  if (result.success) return { message: result.data };
  const issue = result.error.issues[0];
  return { reason: `${issue?.code ?? 'invalid'} at ${issue?.path.join('.') ?? ''}` };
}
