import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReadOnly } from '../harness/readOnly.js';
import type { Workbench } from '../harness/workbench.js';
import { openBoard, type BoardView } from './boardView.js';
import { Project } from './projects.js';

const todoId = '16e506fd-f957-48b1-abc7-e2bb1395cefa';

describe('when something is wrong', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;
  let board: BoardView;

  beforeAll(async () => {
    writeFileSync(
      path.join(project.tickets, 'notes.yaml'),
      project.read(todoId).replace(/^tags:\n(- .*\n)+/m, 'tags: 5\n'),
    );
    ({ workbench, board } = await openBoard(project));
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  it('shows a broken file with its line and reason, and all the others', async () => {
    await workbench.tree.row(/notes\.yaml.*line 7: tags must be a list/).waitFor();
    expect(await board.size('todo')).toBe(9);
    await workbench.board().getByText('1 file could not be read').waitFor();
    await workbench.screenshot('broken-file');
  });

  it('takes the warning away once the file is mended', async () => {
    rmSync(path.join(project.tickets, 'notes.yaml'));
    await workbench.tree.row('notes.yaml').waitFor({ state: 'detached' });
  });

  it('lets go of a card whose file is deleted while it is dragged', async () => {
    const { mouse } = workbench.page;
    const id = (await board.cards('todo').last().getAttribute('data-ticket-id')) ?? '';
    const from = await board.card(id).boundingBox();
    const to = await board.cards('doing').first().boundingBox();
    if (!from || !to) throw new Error('the cards are not on screen');
    await mouse.move(from.x + 20, from.y + 20);
    await mouse.down();
    await mouse.move(to.x + 20, to.y + 20, { steps: 10 });
    rmSync(project.file(id));
    await board.card(id).waitFor({ state: 'detached' });
    await mouse.move(to.x + 20, to.y + 40, { steps: 3 });
    await mouse.up();
    expect(await board.size('todo')).toBe(8);
    expect(await board.size('doing')).toBe(6);
  });

  it('returns a card that cannot be saved, and says why', async () => {
    const writable = await makeReadOnly(project.tickets);
    try {
      await workbench.drag(board.card(todoId), board.cards('doing').first());
      await workbench.board().getByRole('alert').getByText('it is read-only for you').waitFor();
      expect(await board.size('doing')).toBe(6);
      expect(project.ticket(todoId)['status']).toBe('todo');
      await workbench.screenshot('refused-move');
    } finally {
      await writable();
    }
  });
});
