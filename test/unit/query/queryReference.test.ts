import { describe, expect, it } from 'vitest';
import { keyWords } from '../../../src/query/fields.js';
import { parseQuery } from '../../../src/query/parseQuery.js';
import { queryReference, queryRules } from '../../../src/query/queryReference.js';
import { readText } from '../project/projectFiles.js';

const section = /\n### Query language\n([^]*?)\n###? /.exec(readText('README.md'))?.[1] ?? '';
const rows = section.split('\n').map((line) => line.replace(/ +/g, ' '));

describe('the description of the query language', () => {
  it.each(queryRules.map(({ example, meaning }) => [example, meaning]))(
    'in the README has the rule %s',
    (example, meaning) => {
      expect(rows).toContain(`| \`${example}\` | ${meaning} |`);
    },
  );

  it.each(queryReference.map(({ key, example, meaning }) => [key, example, meaning]))(
    'in the README has the key %s',
    (key, example, meaning) => {
      expect(rows).toContain(`| \`${key}:\` | ${meaning} | \`${example}\` |`);
    },
  );

  it('in the README has no key that is none', () => {
    const told = [...section.matchAll(/^\| `(\w+):` /gm)].map(([, key]) => key);
    expect(told).toEqual(queryReference.map(({ key }) => key));
  });

  it('shows examples that are understood', () => {
    const examples = [...queryRules, ...queryReference].map(({ example }) => example);
    expect(examples.filter((example) => parseQuery(example).problems.length > 0)).toEqual([]);
    expect(queryReference.filter(({ key, example }) => !example.includes(`${key}:`))).toEqual([]);
  });

  it('knows each word for a key once', () => {
    expect(keyWords.filter((word, index) => keyWords.indexOf(word) !== index)).toEqual([]);
    expect(keyWords.filter((word) => parseQuery(`${word}:zzz`).problems[0]?.message.includes('no key'))).toEqual([]);
  });
});
