import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGitConfig } from '../../../src/store/gitConfigText.js';

function values(text: string): string[] {
  return parseGitConfig(text).map(
    ({ section, subsection, name, value }) =>
      `${section}${subsection === null ? '' : `[${subsection}]`}.${name}=${value}`,
  );
}

describe('the format of git config', () => {
  it.each([
    [
      '[user]\n\tname = Ana Müller\n\temail = ana@example.com\n',
      ['user.name=Ana Müller', 'user.email=ana@example.com'],
    ],
    ['[User]\nEMail=a@b', ['user.email=a@b']],
    ['\ufeff[user]\r\n  name = 日本語 🎟\r\n', ['user.name=日本語 🎟']],
    ['[user] name = x', ['user.name=x']],
    ['[user]\nname = a # b\nname = "a # b"\nname = a ; b', ['user.name=a', 'user.name=a # b', 'user.name=a']],
    ['[user]\nname = "  a  "  \nname = a  b ', ['user.name=  a  ', 'user.name=a  b']],
    ['[user]\nname = a\\"b\\\\c\\td', ['user.name=a"b\\c\td']],
    ['[user]\nname = a \\\n  b\n', ['user.name=a   b']],
    ['[includeIf "gitdir:~/w\\"x/"]\npath = .w', ['includeif[gitdir:~/w"x/].path=.w']],
    ['# c\n; c\n\n[a.b]\nc = 1\n', ['a.b.c=1']],
    ['[user]\nname\nname =\n', ['user.name=']],
    ['[user\nname = x\n]]\n= y\n<<<<<<< HEAD\n', ['.name=x']],
  ])('%j', (text, wanted) => {
    expect(values(text)).toEqual(wanted);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parseGitConfig(text))));
  });
});
