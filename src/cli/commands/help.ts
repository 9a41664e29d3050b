import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { helpTopics } from '../helpTopics.js';
import { Session } from '../session.js';

/** `help` */
export function configure(command: Command): void {
  command
    .argument('[words...]', 'a command, with its sub-command, or a topic')
    .action(async (words: readonly string[], _flags: unknown, self: Command) => {
      const topic = helpTopics.find(({ name }) => words.length === 1 && name === words[0]);
      if (topic === undefined) {
        await self.parent?.parseAsync(isCommand(self.parent, words[0]) ? [...words, '--help'] : words, {
          from: 'user',
        });
        return;
      }
      const text = await topic.load();
      Session.of(self).output.result('help', { topic: topic.name, text }, () => text);
    });
  withExamples(command, ['ticketree help task add', 'ticketree help exit-codes']);
}

/** Commander shows the help of the whole for a word that is no command; alone, such a word is an error. */
function isCommand(program: Command, word: string | undefined): boolean {
  return word === undefined || program.commands.some((each) => each.name() === word || each.aliases().includes(word));
}
