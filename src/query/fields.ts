import { customField } from './customFields.js';
import { isField, priorityField, statusField, typeField } from './enumFields.js';
import type { Field } from './field.js';
import {
  closedField,
  commentsField,
  createdField,
  dueField,
  estimateField,
  startedField,
  tasksField,
  updatedField,
} from './measuredFields.js';
import { hasTerm, noTerm } from './presenceFields.js';
import { sortTerm } from './sorting.js';
import {
  assigneeField,
  branchField,
  claimField,
  dependsField,
  idField,
  parentField,
  slugField,
  tagField,
  titleField,
} from './textFields.js';

/** All keys of the language, in the order in which they are told of. */
export const fields: readonly Field[] = [
  ...[statusField, priorityField, typeField, tagField, assigneeField, isField, hasTerm, noTerm],
  ...[titleField, slugField, idField, parentField, dependsField, claimField, branchField],
  ...[createdField, updatedField, startedField, closedField, dueField, estimateField, tasksField, commentsField],
  ...[customField, sortTerm],
];

/** Every word that may stand before a colon. */
export const keyWords: readonly string[] = fields.flatMap(({ key, aliases = [] }) => [key, ...aliases]);

const byWord = new Map(fields.flatMap((field) => [field.key, ...(field.aliases ?? [])].map((word) => [word, field])));

/** The field of a key as it was typed, in whatever case. */
export function findField(key: string): Field | undefined {
  return byWord.get(key.toLowerCase());
}
