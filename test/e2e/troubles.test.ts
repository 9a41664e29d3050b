import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReadOnly } from '../harness/readOnly.js';
import { openWorkbench, type Workbench } from '../harness/workbench.js';
import { Project } from './projects.js';

const todoId = '16e506fd-f957-48b1-abc7-e2bb1395cefa';

describe('when something is wrong', () => {
  const project = Project.withRealStore();
  let workbench: Workbench;
  const card = (id: string) => workbench.board().locator(`[data-ticket-id="${id}"]`);
  const cards = (status: string) => workbench.board().locator(`[data-status="${status}"] [data-ticket-id]`);

  beforeAll(async () => {
    writeFileSync(
      path.join(project.tickets, 'notes.yaml'),
      project.read(todoId).replace(/^tags:\n(- .*\n)+/m, 'tags: 5\n'),
    );
    workbench = await openWorkbench({ folder: project.folder });
    await workbench.tree.open();
    await workbench.runCommand('Ticketree: Open Board');
    await cards('todo').first().waitFor();
  });

  afterAll(async () => {
    await workbench.close();
    project.remove();
  });

  it('shows a broken file with its line and reason, and all the others', async () => {
    await workbench.tree.row(/notes\.yaml.*line 7: tags must be a list/).waitFor();
    expect(await cards('todo').count()).toBe(9);
    await workbench.board().getByText('1 file could not be read').waitFor();
    await workbench.screenshot('broken-file');
  });

  it('takes the warning away once the file is mended', async () => {
    rmSync(path.join(project.tickets, 'notes.yaml'));
    await workbench.tree.row('notes.yaml').waitFor({ state: 'detached' });
  });

  it('lets go of a card whose file is deleted while it is dragged', async () => {
    const { mouse } = workbench.page;
    const id = (await cards('todo').last().getAttribute('data-ticket-id')) ?? '';
    const from = await card(id).boundingBox();
    const to = await cards('doing').first().boundingBox();
    if (!from || !to) throw new Error('the cards are not on screen');
    await mouse.move(from.x + 20, from.y + 20);
    await mouse.down();
    await mouse.move(to.x + 20, to.y + 20, { steps: 10 });
    rmSync(project.file(id));
    await card(id).waitFor({ state: 'detached' });
    await mouse.move(to.x + 20, to.y + 40, { steps: 3 });
    await mouse.up();
    expect(await cards('todo').count()).toBe(8);
    expect(await cards('doing').count()).toBe(6);
  });

  it('returns a card that cannot be saved, and says why', async () => {
    const writable = await makeReadOnly(project.tickets);
    try {
      await workbench.drag(card(todoId), cards('doing').first());
      await workbench.board().getByRole('alert').getByText('it is read-only for you').waitFor();
      expect(await cards('doing').count()).toBe(6);
      expect(project.ticket(todoId)['status']).toBe('todo');
      await workbench.screenshot('refused-move');
    } finally {
      await writable();
    }
  });
});
