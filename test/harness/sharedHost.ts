import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.mjs';
import { screenshots } from './paths.mjs';
import { startServer, type RunningServer, type ServerOptions } from './server.mjs';

/** Test files load this module anew each, so that what is kept here lives as long as one file. */
const servers = new Map<string, Promise<RunningServer>>();
let browser: Promise<Browser> | undefined;

/** The server for these options: a new one only where no page of this file has asked for the like before. */
export function sharedServer(options: Pick<ServerOptions, 'trust' | 'settings'>): Promise<RunningServer> {
  const key = JSON.stringify(options);
  const server = servers.get(key) ?? startServer({ ...options, forTests: true });
  servers.set(key, server);
  return server;
}

/** The file's one browser, for workbenches and for components alone. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser();
  return browser;
}

/** What a screen reader would find in the side bar of every open page, or in the page where it has none. */
export async function describeAll(): Promise<string> {
  const pages = (await browser)?.contexts().flatMap((context) => context.pages()) ?? [];
  const texts = pages.map(async (page) => {
    const sideBar = page.locator('[id="workbench.parts.sidebar"]');
    const part = (await sideBar.count()) > 0 ? sideBar : page.locator('body');
    return part.ariaSnapshot({ timeout: 5_000 });
  });
  return (await Promise.all(texts)).join('\n');
}

/** Writes a picture of every open page to .vscode-test/screenshots. */
export async function pictureAll(name: string): Promise<void> {
  const pages = (await browser)?.contexts().flatMap((context) => context.pages()) ?? [];
  const file = name.replaceAll(/[^\w-]+/g, '-').slice(0, 80);
  await Promise.all(
    pages.map((page, index) => page.screenshot({ path: path.join(screenshots, `${file}-${index}.png`) })),
  );
}

/** Ends everything that this file has started. */
export async function closeShared(): Promise<void> {
  await (await browser)?.close();
  await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
  browser = undefined;
  servers.clear();
}
