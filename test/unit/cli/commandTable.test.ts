import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../../src/cli/commandTable.js';
import { withGlobalOptions } from '../../../src/cli/globalOptions.js';
import { helpTopics } from '../../../src/cli/helpTopics.js';
import { allCommands, helpOf, wordsOf } from './allCommands.js';

const commands = await allCommands();
const globalOptions = withGlobalOptions(new Command()).options;
const globalLongs = globalOptions.map(({ long }) => long);
const globalShorts = [...globalOptions.map(({ short }) => short), '-h', '-V'].filter((short) => short !== undefined);

describe('the table of commands', () => {
  it('has no name twice, aliases and topics included', () => {
    const names = commandTable.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    const all = [...names, ...helpTopics.map(({ name }) => name)];
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it('has the commands of a heading side by side', () => {
    const headings = commandTable.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1]);
    expect(new Set(headings).size).toBe(headings.length);
  });

  it.each(commandTable)('says in one plain line what $name does', ({ summary }) => {
    expect(summary).toMatch(/^[a-z][^\n]{0,78}[^.\s]$/);
  });

  it('is what --help lists, without loading what the commands do', async () => {
    const help = await helpOf('--help');
    for (const { name, group, aliases = [] } of commandTable) {
      expect(help).toMatch(new RegExp(`^  ${[name, ...aliases].join(', ')}  +\\S`, 'm'));
      expect(help).toContain(`\n${group}:\n`);
    }
    for (const { name } of helpTopics) expect(help).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});

describe.each(commands.map((command) => ({ path: wordsOf(command).join(' '), command })))(
  '$path',
  ({ path, command }) => {
    const own = command.options.filter(({ long }) => !globalLongs.includes(long));

    it('takes the options of every command, and gives their letters no other meaning', () => {
      expect(command.options.map(({ long }) => long)).toEqual(expect.arrayContaining(globalLongs));
      expect(own.filter(({ short }) => short !== undefined && globalShorts.includes(short))).toEqual([]);
    });

    it('explains itself, its options and its arguments in plain phrases', () => {
      const texts = [command, ...own, ...command.registeredArguments].map((each) =>
        each instanceof Command ? each.description() : each.description,
      );
      expect(texts.filter((text) => !/^[^\n.]/.test(text) || text.endsWith('.'))).toEqual([]);
    });

    it('has a help that shows how it is called', async () => {
      expect(await helpOf(...wordsOf(command), '--help')).toContain(`Usage: ticketree ${path} `);
    });
  },
);

it.each(commandTable)('the help of $name ends with examples of it, as does "help $name"', async ({ name }) => {
  const help = await helpOf(name, '--help');
  const examples = help.split('\nExamples:\n')[1]?.trimEnd().split('\n') ?? [];
  expect(examples).not.toEqual([]);
  for (const example of examples) expect(example).toMatch(new RegExp(`^  \\$ (?:.*\\| )?ticketree ${name}\\b`));
  expect(await helpOf('help', name)).toBe(help);
});

describe('help', () => {
  it('of a sub-command is its help', async () => {
    expect(await helpOf('help', 'task', 'add')).toBe(await helpOf('task', 'add', '--help'));
  });

  it('of nothing is the list of commands', async () => {
    expect(await helpOf('help')).toBe(await helpOf('--help'));
  });

  it('of what is no command is an error with a suggestion', async () => {
    await expect(helpOf('help', 'lst')).rejects.toThrow(/unknown command 'lst'\n\(Did you mean list\?\)/);
  });

  it.each(helpTopics)('explains $name', async ({ load }) => {
    expect(await load()).toMatch(/\S/);
  });
});
