import * as vscode from 'vscode';
import type { JournalEntry } from '../../domain/operation.js';

/** The longest title that stands in a label, in characters. */
const longestTitle = 40;

/**
 * What an operation did, in words for "Undo: …".
 * @param titleOf the title of a ticket; undefined for one that is gone
 */
export function operationLabel({ action, records }: JournalEntry, titleOf: (id: string) => string | undefined): string {
  const [only, ...others] = records;
  const verb = verbOf(action);
  if (!only) return verb;
  if (others.length > 0) return vscode.l10n.t('{0} {1} tickets', verb, records.length);
  return vscode.l10n.t('{0} “{1}”', verb, shorten(titleOf(only.ticket) ?? only.slug));
}

/** The journal's verbs that the surfaces of the editor use; another one says it itself. */
function verbOf(action: string): string {
  const verbs: Readonly<Record<string, string>> = {
    new: vscode.l10n.t('Create'),
    edit: vscode.l10n.t('Edit'),
    move: vscode.l10n.t('Move'),
    status: vscode.l10n.t('Move'),
    start: vscode.l10n.t('Start'),
    close: vscode.l10n.t('Complete'),
    archive: vscode.l10n.t('Archive'),
    delete: vscode.l10n.t('Delete'),
    link: vscode.l10n.t('Link'),
    unlink: vscode.l10n.t('Unlink'),
  };
  return Object.hasOwn(verbs, action) ? (verbs[action] ?? action) : action;
}

function shorten(title: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(title), ({ segment }) => segment);
  return characters.length <= longestTitle ? title : `${characters.slice(0, longestTitle - 1).join('')}…`;
}
