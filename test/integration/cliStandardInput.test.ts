import { describe, expect, it } from 'vitest';
import { emptyProject } from '../harness/tempStore.js';
import { cli, failure, ticketOf } from './support/commands.js';

describe('a long text from standard input', () => {
  it('becomes the description, or the message of closing', async () => {
    const project = await emptyProject();
    const text = '# 日本\n\n- "quoted" $HOME `x` \u001b[31m\n';
    const made = await cli(project, ['new', 'piped', '--description', '-', '--json'], { input: text });
    expect(JSON.parse(made.stdout)).toMatchObject({ ticket: { description: text.trimEnd() } });
    const edited = await cli(project, ['edit', 'piped', '--description', '-', '--json'], { input: 'second' });
    expect(JSON.parse(edited.stdout)).toMatchObject({ ticket: { description: 'second' } });
    const closed = await cli(project, ['close', 'piped', '-m', '-'], { input: 'It works.\n' });
    expect(closed.code).toBe(0);
    expect(JSON.stringify(await ticketOf(project, ['show', 'piped']))).toContain('It works."');
  });

  it('that is too long changes nothing', async () => {
    const project = await emptyProject();
    const args = ['new', 'huge', '-d', '-'];
    expect(await failure(project, args, { input: 'x'.repeat(10 * 1024 * 1024 + 1) })).toMatchObject({
      exit: 2,
      code: 'invalid_value',
    });
    expect(await failure(project, ['show', 'huge'])).toMatchObject({ code: 'ticket_not_found' });
  });
});
