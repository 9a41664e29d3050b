import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StoreBranch } from '../../../src/extension/tree/storeBranch.js';
import type { TicketTree } from '../../../src/extension/tree/ticketTree.js';
import { countTree } from '../../../src/extension/tree/treeCounts.js';
import type { TreeNode } from '../../../src/extension/tree/treeNode.js';
import { groupings, treeSorts, type TreePreferences } from '../../../src/extension/tree/treePreferences.js';
import { treeQuery } from '../../../src/extension/tree/treeQuery.js';
import { idOf, ticketWith } from '../domain/tickets.js';
import { FakeStore } from './fakeStore.js';
import { happen, operation } from './treeChanges.js';
import { onlyRoot, treeOf, viewOf } from './trees.js';

/** A row as an editor has drawn it: what it shows, and the rows below. */
interface Drawn {
  readonly node: TreeNode;
  readonly text: string;
  readonly below: Drawn[];
}

function textOf(store: FakeStore, branch: StoreBranch, node: TreeNode): string {
  switch (node.kind) {
    case 'store':
      return node.store;
    case 'group':
      return `${branch.rows.get(node.group ?? '')?.title ?? String(node.group)} ${branch.rows.rowsOf(node.group).length}`;
    case 'ticket': {
      const row = branch.rows.get(node.id);
      if (!row) return 'gone';
      const { title, status, priority, assignee, tasks } = row;
      const isActive = store.activeIds[0] === node.id;
      const hasBelow = branch.hasBelow(node, row);
      return JSON.stringify([branch.shortId(node.id), title, status, priority, assignee, tasks, isActive, hasBelow]);
    }
    case 'task':
      return branch.taskOf(node)?.title ?? 'gone';
    case 'broken':
      return branch.brokenFile(node.file)?.reason ?? 'gone';
  }
}

/** An editor that has unfolded everything. */
class FakeEditor {
  drawn: Drawn[];

  constructor(
    private readonly store: FakeStore,
    private readonly tree: TicketTree,
  ) {
    this.drawn = this.drawAll();
  }

  drawAgain(touched: readonly TreeNode[] | undefined): void {
    const again = new Set(touched);
    this.drawn = touched === undefined ? this.drawAll() : this.drawn.map((each) => this.redraw(each, again));
  }

  drawAll(): Drawn[] {
    return this.tree.roots().map((node) => this.draw(node));
  }

  private draw(node: TreeNode): Drawn {
    const branch = this.tree.branch(node.store);
    if (!branch) throw new Error('a row of no store');
    const below = this.tree.children(node).map((child) => {
      expect(this.tree.parent(child)).toBe(node);
      return this.draw(child);
    });
    return { node, text: textOf(this.store, branch, node), below };
  }

  private redraw(drawn: Drawn, touched: ReadonlySet<TreeNode>): Drawn {
    if (touched.has(drawn.node)) return this.draw(drawn.node);
    return { ...drawn, below: drawn.below.map((each) => this.redraw(each, touched)) };
  }
}

/** Rows by what names them, because two trees have rows of their own. */
function plain(drawn: readonly Drawn[]): unknown {
  return drawn.map(({ node, text, below }) => [node.key, text, plain(below)]);
}

const preferences: fc.Arbitrary<TreePreferences> = fc.record({
  // Epics hang on most.
  grouping: fc.constantFrom(...groupings, 'epic', 'epic'),
  sort: fc.constantFrom(...treeSorts),
  doneShown: fc.boolean(),
  filter: fc.constantFrom(
    '',
    '',
    'x',
    'is:ready OR is:active',
    '-is:blocked sort:-title',
    `parent:${idOf(1)}`,
    'status:done',
  ),
});

it('an editor that draws only the touched rows anew shows what a tree made from scratch has', () => {
  const bursts = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { maxLength: 10 });
  fc.assert(
    fc.property(bursts, preferences, (steps, preferred) => {
      const store = new FakeStore([ticketWith({ id: idOf(1) }), ticketWith({ id: idOf(2), status: 'doing' })]);
      const tree = treeOf(store, preferred);
      const editor = new FakeEditor(store, tree);
      for (const step of steps) {
        editor.drawAgain(
          tree.follow(
            onlyRoot,
            step.flatMap((op) => happen(store, op)),
          ),
        );
        expect(editor.drawn).toEqual(editor.drawAll());
        if (treeQuery(preferred).looksElsewhere) {
          editor.drawAgain(tree.review(onlyRoot, viewOf(store, preferred)));
          expect(editor.drawn).toEqual(editor.drawAll());
        }
        const scratch = treeOf(store, preferred);
        expect(plain(editor.drawn)).toEqual(plain(new FakeEditor(store, scratch).drawn));
        expect(countTree(tree)).toEqual(countTree(scratch));
      }
    }),
    { numRuns: 600 },
  );
});

it('no two rows have one key, whatever tags and people are called', () => {
  const hostile = fc.constantFrom('', 'a', '"a"', `a"ticket:${idOf(1)}`, 'null', 'group:"a"', '\u0000', '\ud800');
  const tickets = fc.array(fc.record({ tags: fc.array(hostile, { maxLength: 3 }), assignee: fc.option(hostile) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(tickets, fc.constantFrom('tag' as const, 'assignee' as const), (fields, grouping) => {
      const store = new FakeStore(fields.map((each, index) => ticketWith({ id: idOf(index + 1), ...each })));
      const keys = keysOf(new FakeEditor(store, treeOf(store, { grouping })).drawn);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

function keysOf(drawn: readonly Drawn[]): string[] {
  return drawn.flatMap(({ node, below }) => [node.key, ...keysOf(below)]);
}
