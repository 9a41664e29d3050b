import * as vscode from 'vscode';
import type { TicketWorkspace } from '../../app/ticketWorkspace.js';
import { findStatus } from '../../domain/ticketWords.js';
import type { WipLimits } from '../../domain/wipLimits.js';
import type { StoreBranch } from './storeBranch.js';
import type { GroupNode, TicketNode, TreeNode } from './treeNode.js';
import { brokenItem, groupItem, storeItem, taskItem, ticketItem, type WorkPlace } from './treeItems.js';
import { groupLabel } from './treeWords.js';

/** What the rows of one store are drawn with. */
export interface DrawnStore {
  readonly branch: StoreBranch;
  readonly workspace: TicketWorkspace;
  readonly limits: WipLimits;
  /** Where the work on a ticket lives in git; null for nowhere. */
  readonly workOf: (id: string) => WorkPlace | null;
  /** Whether the finish of a ticket can be taken back. */
  readonly isFinished: (id: string) => boolean;
  /** Whether tickets may be changed. */
  readonly canChange: boolean;
}

/** Makes a row as the editor draws it; nothing for what has gone, until the next event takes the row away. */
export function drawRow(node: TreeNode, store: DrawnStore): vscode.TreeItem | undefined {
  const { branch, workspace, canChange } = store;
  switch (node.kind) {
    case 'store':
      return storeItem(node, branch.store.name);
    case 'group':
      return drawGroup(node, store);
    case 'ticket':
      return drawTicket(node, store);
    case 'task': {
      const task = branch.taskOf(node);
      return task && taskItem(node, task, canChange);
    }
    case 'broken': {
      const broken = branch.brokenFile(node.file);
      const folder = vscode.Uri.file(workspace.store.layout.tickets);
      return broken && brokenItem(node, broken, vscode.Uri.joinPath(folder, node.file));
    }
  }
}

function drawGroup(node: GroupNode, { branch: { grouping, rows }, limits }: DrawnStore): vscode.TreeItem {
  const status = grouping === 'status' ? findStatus(node.group ?? '') : null;
  return groupItem(node, {
    grouping,
    label: groupLabel(grouping, node.group, (id) => rows.get(id)?.title ?? id),
    count: rows.rowsOf(node.group).length,
    limit: status === null ? null : limits[status],
  });
}

function drawTicket(
  node: TicketNode,
  { branch, workspace, workOf, isFinished, canChange }: DrawnStore,
): vscode.TreeItem | undefined {
  const row = branch.rows.get(node.id);
  return (
    row &&
    ticketItem(node, row, {
      uri: vscode.Uri.file(workspace.store.fileOf(node.id)),
      shortId: branch.shortId(node.id),
      isActive: workspace.store.activeIds[0] === node.id,
      hasBelow: branch.hasBelow(node, row),
      work: workOf(node.id),
      isFinished: isFinished(node.id),
      canChange,
    })
  );
}
