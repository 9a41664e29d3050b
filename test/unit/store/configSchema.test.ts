import { format } from 'prettier';
import { expect, it } from 'vitest';
import { describeKind, type SettingKind } from '../../../src/domain/settingKinds.js';
import { definitionOf, keysAt, meaningOf, type SettingKey } from '../../../src/domain/settings.js';
import { ownSchemaVersion } from '../../../src/store/schemaVersion.js';

type Schema = Record<string, unknown>;

function schemaOf(kind: SettingKind): Schema {
  switch (kind.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: kind.of };
    case 'whole':
      return { type: optional('integer', kind.optional), minimum: kind.min, maximum: kind.max };
    case 'text':
      return {
        type: optional('string', kind.optional),
        ...(kind.allowed === undefined ? {} : { pattern: kind.allowed.pattern.source }),
      };
    case 'texts':
      return { type: 'array', items: { type: 'string' } };
  }
}

function optional(type: string, isOptional: boolean | undefined): string | string[] {
  return isOptional === true ? [type, 'null'] : type;
}

/** The settings and sections that stand directly in a section. @param start the dotted name before theirs, with its dot */
function sections(keys: readonly SettingKey[], start = ''): Schema {
  const inner = keys.filter((key) => key.startsWith(start));
  const names = [...new Set(inner.map((key) => key.slice(start.length).split('.')[0] ?? key))];
  return Object.fromEntries(
    names.map((name): [string, Schema] => {
      const key = inner.find((each) => each === start + name);
      if (key === undefined) return [name, { type: 'object', properties: sections(keys, `${start}${name}.`) }];
      const { kind, fallback } = definitionOf(key);
      const description = `${meaningOf(key)} Use ${describeKind(kind)}.`;
      return [name, { description, ...schemaOf(kind), default: fallback }];
    }),
  );
}

it('describes ticketree.yaml for editors (`vitest -u` writes it anew)', async () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'ticketree.yaml',
    description: "A team's settings for Ticketree, in .vibe-ticket/ticketree.yaml. Unknown keys are kept.",
    type: 'object',
    properties: {
      schema_version: { description: 'Written by Ticketree.', const: ownSchemaVersion },
      ...sections(keysAt('team')),
    },
  };
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
  await expect(text).toMatchFileSnapshot('../../../media/ticketree.schema.json');
});
