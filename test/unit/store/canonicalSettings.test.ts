import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCanonicalSettings } from '../../../src/store/canonicalSettings.js';
import { emitEntries } from '../../../src/store/codec/emitYaml.js';
import { encodeConfig } from '../../../src/store/configTemplate.js';
import { readSettingsText } from '../../../src/store/configText.js';
import { readText } from '../project/projectFiles.js';

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('0x10', 'null', 'a\nb', "it's", '# no', '日本語 🎟'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
);
const key = fc.stringMatching(/^[a-z_]{1,12}$/);
const file = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 4 })), { minKeys: 1, maxKeys: 4 });

describe('settings in the form of vibe-ticket', () => {
  it('are read as the yaml package reads them', () => {
    const real = readText('test/fixtures/vibe-ticket-store/.vibe-ticket/config.yaml');
    for (const text of [real, encodeConfig('名前: 🎟', 'two\nlines\n')]) {
      expect(readCanonicalSettings(text)).toEqual(readSettingsText(text).values);
    }
  });

  it('are read alike whatever they hold', () => {
    fc.assert(
      fc.property(file, (values) => {
        const text = emitEntries(Object.entries(values), 0);
        const read = readCanonicalSettings(text);
        if (read !== undefined) expect(read).toEqual(readSettingsText(text).values);
      }),
    );
  });

  it.each([
    ...['', '\n', '# a comment\n', 'ui:\n  theme: dark # mine\n', 'ui:\n    theme: dark\n', 'ui: {theme: dark}\n'],
    ...['ui:\n  theme: "dark"\n', 'ui:\n  theme: dark', 'ui:\r\n  theme: dark\r\n', 'a: 1\na: 2\n', '- a\n', 'a: *b\n'],
  ])('are left to the yaml package where they are written otherwise: %j', (text) => {
    expect(readCanonicalSettings(text)).toBeUndefined();
  });

  it('are never made of any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = readCanonicalSettings(text);
        if (read !== undefined) expect(read).toEqual(readSettingsText(text).values);
      }),
    );
  });
});
