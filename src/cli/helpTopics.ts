interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<string>;
}

/** What `ticketree help TOPIC` explains beside the commands. */
export const helpTopics: readonly HelpTopic[] = [
  {
    name: 'exit-codes',
    summary: 'what the exit codes mean',
    load: async () => (await import('./exitCodes.js')).exitCodeHelp(),
  },
  {
    name: 'query',
    summary: 'how to ask for tickets',
    load: async () => (await import('./queryHelp.js')).queryHelp(),
  },
];

/** The topics, as they stand below `ticketree --help`. */
export function topicList(): string {
  const width = Math.max(...helpTopics.map(({ name }) => name.length));
  const lines = helpTopics.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['\nTopics, for `ticketree help <topic>`:', ...lines].join('\n');
}
