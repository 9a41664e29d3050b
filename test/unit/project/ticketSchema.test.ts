import { describe, expect, it } from 'vitest';
import { withGitLink } from '../../../src/domain/gitLink.js';
import { priorities, statuses } from '../../../src/domain/ticket.js';
import { ticketTypes } from '../../../src/domain/ticketMetadata.js';
import { decode } from '../../../src/store/codec/ticketCodec.js';
import { ticketWith } from '../domain/tickets.js';
import { manifest } from './manifest.js';
import { filesBelow, readText } from './projectFiles.js';

interface Schema {
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(readText('media/ticket.schema.json')) as Schema;
const folder = 'test/fixtures/vibe-ticket-store/.vibe-ticket/tickets';

describe('the schema of ticket files', () => {
  it('has the words of the code', () => {
    expect(schema.properties?.['status']?.enum).toEqual(statuses);
    expect(schema.properties?.['priority']?.enum).toEqual(priorities);
    expect(schema.properties?.['metadata']?.properties?.['type']?.enum).toEqual(ticketTypes);
  });

  it('knows all that a ticket may say of its branch', () => {
    const link = { branch: 'ticket/a', base: 'main', pull_request: 'https://example.com/1' };
    const written = withGitLink(ticketWith(), link).metadata['git'] ?? {};
    const git = schema.properties?.['metadata']?.properties?.['git'];
    expect(Object.keys(git?.properties ?? {}).sort()).toEqual(Object.keys(written));
  });

  it('knows every field that real tickets have, and asks for none that they lack', async () => {
    const tickets = await Promise.all(filesBelow(folder).map((file) => decode(readText(file))));
    expect(tickets.length).toBeGreaterThan(60);
    const known = Object.keys(schema.properties ?? {});
    for (const ticket of tickets) {
      expect(Object.keys(ticket).filter((key) => !known.includes(key))).toEqual([]);
      for (const key of schema.required ?? []) expect(ticket).toHaveProperty(key);
    }
  });

  it('is named by the manifest', () => {
    const files = (manifest.contributes as { yamlValidation?: { url: string }[] }).yamlValidation ?? [];
    expect(
      files
        .map(({ url }) => url.replace('./media/', ''))
        .filter((file) => !filesBelow('media').some((each) => each.endsWith(file))),
    ).toEqual([]);
    expect(files).toHaveLength(2);
  });
});
