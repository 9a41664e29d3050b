import * as vscode from 'vscode';
import type { TicketRow } from '../../domain/ticketRow.js';
import { linkOf } from '../editor/openTicket.js';
import type { DropTarget } from './dropPlan.js';
import type { StoreBranch } from './storeBranch.js';
import { markdownLink } from '../ui/markdownText.js';
import type { TicketTree } from './ticketTree.js';
import type { GroupNode, TicketNode, TreeNode } from './treeNode.js';

const ownType = 'application/vnd.code.tree.ticketree.tickets';
const textType = 'text/plain';

/** Tickets dropped in the tree, all of one store. */
export interface TreeDrop {
  readonly store: string;
  /** In the order in which they stand. */
  readonly dragged: readonly TicketRow[];
  readonly target: Omit<DropTarget, 'isManual'>;
}

/** Carries rows of tickets from one place of the tree to another, and out of it as links. */
export class TreeDragAndDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dropMimeTypes = [ownType];
  /** A list of addresses beside the text would take its place in a text editor, and lose the title. */
  readonly dragMimeTypes = [textType];

  constructor(
    private readonly tree: () => TicketTree | undefined,
    private readonly drop: (drop: TreeDrop) => Promise<void>,
  ) {}

  handleDrag(source: readonly TreeNode[], transfer: vscode.DataTransfer): void {
    const nodes = source.filter((node) => node.kind === 'ticket');
    if (nodes.length === 0) return;
    const rows = nodes.map((node) => this.tree()?.branch(node.store)?.rows.get(node.id));
    const links = rows.flatMap((row) => (row ? [markdownLink(row.title, linkOf(row.id))] : []));
    transfer.set(ownType, new vscode.DataTransferItem(nodes));
    transfer.set(textType, new vscode.DataTransferItem(links.join('\n')));
  }

  async handleDrop(over: TreeNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const carried: unknown = transfer.get(ownType)?.value;
    const drop = over && Array.isArray(carried) ? this.dropOver(over, carried as TicketNode[]) : undefined;
    if (drop) await this.drop(drop);
  }

  private dropOver(over: TreeNode, carried: readonly TicketNode[]): TreeDrop | undefined {
    const branch = this.tree()?.branch(over.store);
    const place = branch && placeOf(over, branch);
    if (!place) return undefined;
    const ids = new Set(carried.filter(({ store }) => store === over.store).map(({ id }) => id));
    const dragged = branch.inOrder(ids);
    if (dragged.length === 0) return undefined;
    const { group, id } = place;
    const row = id === null ? undefined : branch.rows.get(id);
    const target = {
      grouping: branch.grouping,
      group,
      ...(row ? { row } : {}),
      rowsOfGroup: branch.rows.rowsOf(group),
      get: (other: string) => branch.rows.get(other),
    };
    return { store: over.store, dragged, target };
  }
}

/** The group that a row stands in, and the ticket in that group; nothing for rows that stand in none. */
function placeOf(over: TreeNode, branch: StoreBranch): (Pick<GroupNode, 'group'> & { id: string | null }) | undefined {
  switch (over.kind) {
    case 'group':
      return { group: over.group, id: null };
    case 'task':
      return placeOf(over.above, branch);
    case 'ticket': {
      if (over.above?.kind === 'ticket') return placeOf(over.above, branch);
      const group = over.above ? over.above.group : branch.rows.placesOf(over.id)[0];
      return group === undefined ? undefined : { group, id: over.id };
    }
    case 'store':
    case 'broken':
      return undefined;
  }
}
