import { fields } from './fields.js';

/** One line of the description of the language. */
export interface ReferenceEntry {
  /** As it is typed, in full. */
  readonly example: string;
  readonly meaning: string;
}

/** How terms are written and put together. The README and the help of the command line show this table. */
export const queryRules: readonly ReferenceEntry[] = [
  {
    example: 'login safari',
    meaning: 'both words, each in the title, the slug, a tag or the assignee, or the first digits of the id',
  },
  { example: 'tag:ui tag:auth', meaning: 'terms side by side must all hold; `AND` may stand between them' },
  { example: 'tag:ui,auth', meaning: 'one of these values' },
  { example: 'tag:ui OR title:css', meaning: 'one of these terms; `OR` binds weaker than terms side by side' },
  { example: '-tag:wip', meaning: 'not this; also `-(…)` and `NOT`' },
  { example: '(tag:ui OR tag:css) is:open', meaning: 'parentheses group terms' },
  { example: 'priority:>=high', meaning: '`<`, `<=`, `>`, `>=` compare what has an order' },
  { example: 'priority:high..critical', meaning: 'from one to the other, both included; `*` leaves a side open' },
  { example: 'updated:<7d', meaning: 'an age: `<7d` is younger than 7 times 24 hours, `>7d` older; `h`, `d`, `w`' },
  { example: 'due:@today..@today+7d', meaning: 'whole local days: `@today`, `@yesterday`, `2026-01-31`, `@today-2w`' },
  {
    example: 'tag:"two words"',
    meaning: 'in quotes every character means itself; `\\"` and `\\\\` for quote and backslash',
  },
  { example: 'title:*login*', meaning: '`*` stands for any text; without it a tag or name is meant as a whole' },
];

/** Every key with what it asks. */
export const queryReference: readonly (ReferenceEntry & { readonly key: string })[] = fields.map(
  ({ key, meaning, example }) => ({ key, meaning, example }),
);
