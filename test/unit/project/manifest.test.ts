import { describe, expect, it } from 'vitest';
import { commandIds } from '../../../src/extension/commandIds.js';
import { manifest, manifestTexts, textsIn } from './manifest.js';
import { filesBelow } from './projectFiles.js';

const { commands, menus, submenus, views } = manifest.contributes;
const contributed = commands.map(({ command }) => command);
const menuItems = Object.entries(menus).flatMap(([menu, items]) => items.map((item) => ({ menu, ...item })));

/** They work in every window. */
const alwaysWork = ['ticketree.openSettings', 'ticketree.refresh', 'ticketree.showLog'];

describe('the commands of the manifest', () => {
  it('are those of the code', () => {
    expect([...contributed].sort()).toEqual(Object.values(commandIds).sort());
  });

  it.each(commands)('$command has a title of its own and the category', ({ command, title, category }) => {
    expect(title).toBe(`%command.${command.replace('ticketree.', '')}%`);
    expect(category).toBe('%category%');
  });

  it('say when they can work, but for those that always do', () => {
    const silent = commands.filter(({ enablement }) => enablement === undefined).map(({ command }) => command);
    expect(silent.sort()).toEqual(alwaysWork);
  });

  it('stand in the palette exactly when they can work', () => {
    const enabled = commands.flatMap(({ command, enablement }) =>
      enablement === undefined ? [] : [[command, enablement]],
    );
    const inPalette = (menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]);
    expect(inPalette.sort()).toEqual(enabled.sort());
  });

  it.each(commands.map(({ title }) => manifestTexts[title.slice(1, -1)] ?? ''))(
    '%j is a title in capitals',
    (title) => {
      expect(title).toMatch(/^[A-Z]/);
      expect(title).not.toMatch(/\.$(?<!\.\.\.)/);
      for (const word of title.split(' ')) expect(word).toMatch(/^(?:[A-Z]|(?:to|in|of|as|and|on|the|by)\b)/);
    },
  );
});

describe('the menus of the manifest', () => {
  it('name commands that exist', () => {
    const named = menuItems.flatMap(({ command }) => command ?? []);
    expect(named.filter((command) => !contributed.includes(command))).toEqual([]);
  });

  it('hold every submenu, and none that has no items', () => {
    const held = [...new Set(menuItems.flatMap(({ submenu }) => submenu ?? []))];
    expect(held).toEqual(submenus.map(({ id }) => id));
    expect(held.filter((id) => (menus[id] ?? []).length === 0)).toEqual([]);
  });

  it('hold a command or a submenu in each item', () => {
    expect(menuItems.filter(({ command, submenu }) => (command === undefined) === (submenu === undefined))).toEqual([]);
  });

  it('hold no item twice in one place', () => {
    const places = menuItems.map(({ menu, group, command, submenu, when }) =>
      [menu, group, command, submenu, when].join(' '),
    );
    expect(new Set(places).size).toBe(places.length);
  });

  it('give every item but those of the palette a group', () => {
    expect(menuItems.filter(({ menu, group }) => menu !== 'commandPalette' && group === undefined)).toEqual([]);
  });

  it('give places by numbers, since the editor takes anything else for the first place', () => {
    const groups = menuItems.flatMap(({ group }) => group ?? []);
    expect(groups.filter((group) => !/^\w+@\d+$/.test(group))).toEqual([]);
  });
});

describe('the texts of the manifest', () => {
  const used = textsIn(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);

  it('are all there, and none is left over', () => {
    expect([...new Set(used)].sort()).toEqual(Object.keys(manifestTexts).sort());
  });

  it('link only to commands of ours that exist, or to those of the editor', () => {
    const links = Object.values(manifestTexts).flatMap((text) =>
      [...text.matchAll(/\(command:([^)?]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((id) => !contributed.includes(id) && !/^(?:vscode|workbench)\./.test(id))).toEqual([]);
  });
});

it('the pictures that the manifest names are there', () => {
  const pictures = textsIn(manifest).filter((text) => text.startsWith('media/'));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((picture) => !filesBelow('media').includes(picture))).toEqual([]);
});

it('every welcome text belongs to a view that is there', () => {
  const ids = Object.values(views).flatMap((list) => list.map(({ id }) => id));
  expect(manifest.contributes.viewsWelcome.filter(({ view }) => !ids.includes(view))).toEqual([]);
});
