// Builds everything into dist/ (and, with --test, what only tests and the demo need into out/).
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
for (const flag of flags) {
  if (!['--production', '--watch', '--test'].includes(flag)) {
    console.error(`unknown option ${flag}; use --production, --watch or --test`);
    process.exit(2);
  }
}
const production = flags.has('--production');
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const common = {
  bundle: true,
  minify: production,
  // Coverage and stack traces of the bundles need the sources; what ships does without.
  sourcemap: production ? false : 'linked',
  define: { TICKETREE_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  // proper-lockfile is given a file system of ours; the one that it would use else changes Node's own for everybody.
  alias: { 'graceful-fs': 'node:fs' },
};
/** ES modules that hold CommonJS libraries need a `require` for Node's own modules. */
const requireBanner =
  "import { createRequire as ticketreeCreateRequire } from 'node:module'; const require = ticketreeCreateRequire(import.meta.url);";

/**
 * What libraries would load of Node and never use here; each takes two milliseconds of every start. Commander starts
 * programs for sub-commands that are programs of their own, of which we have none. signal-exit makes sure that it is
 * called with a function, as it is. simple-git and what it uses tell the debug package what they do; we have a log.
 */
const noDebug = `const debug = () => Object.assign(() => {}, { enabled: false, extend: debug });
debug.formatters = {};
module.exports = debug;`;
const spared = {
  commander: { 'node:child_process': 'module.exports = {};' },
  'signal-exit': { assert: 'exports.equal = () => {};' },
  'simple-git': { debug: noDebug },
  '@kwsites/file-exists': { debug: noDebug },
};
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:child_process|assert|debug)$/ }, ({ path, importer }) => {
      const library = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(importer)?.[1]?.replaceAll('\\', '/');
      const contents = spared[library]?.[path];
      return contents === undefined ? null : { path: `${library}/${path}`, namespace: 'unused', pluginData: contents };
    });
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ pluginData }) => ({ contents: pluginData }));
  },
};

/** Large libraries that the start of the editor and most commands do without, so that they are not even read there. */
const librariesApart = ['yaml', 'simple-git'];
/** @param folder where they lie, seen from the file that is built */
const withLibrariesIn = (folder) => ({
  name: 'libraries-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^(yaml|simple-git)$/ }, ({ path }) => ({ path: `${folder}/${path}.cjs`, external: true }));
  },
});

const targets = [
  {
    ...node,
    format: 'cjs',
    external: ['vscode'],
    entryPoints: { extension: 'src/extension/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [withoutUnused, withLibrariesIn('./lib')],
  },
  {
    ...node,
    format: 'cjs',
    entryPoints: librariesApart,
    outdir: 'dist/lib',
    outExtension: { '.js': '.cjs' },
    plugins: [withoutUnused],
  },
  {
    // CommonJS, because an ES module that imports `node:fs` waits three milliseconds for Node's streams.
    ...node,
    format: 'cjs',
    entryPoints: { cli: 'src/cli/start.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  },
  {
    // Without `vscode` as an external: a leak of the editor into the core breaks this build.
    ...node,
    format: 'cjs',
    entryPoints: { main: 'src/cli/main.ts' },
    outdir: 'dist/cli',
    outExtension: { '.js': '.cjs' },
    plugins: [withoutUnused, withLibrariesIn('../lib')],
  },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    entryPoints: [
      { in: 'webview/board/main.ts', out: 'board' },
      { in: 'webview/board/board.css', out: 'board' },
      { in: 'webview/ticket/main.ts', out: 'ticket' },
      { in: 'webview/ticket/ticket.css', out: 'ticket' },
    ],
    outdir: 'dist/webview',
    tsconfig: 'webview/tsconfig.json',
  },
];
if (flags.has('--test')) {
  targets.push(
    {
      ...node,
      format: 'cjs',
      external: ['vscode', 'mocha'],
      entryPoints: { index: 'test/host/index.ts' },
      outdir: 'out/host',
      outExtension: { '.js': '.cjs' },
    },
    {
      ...node,
      format: 'esm',
      entryPoints: {
        demo: 'test/harness/demo.ts',
        bench: 'test/bench/engine.ts',
        stressWorker: 'test/stress/worker.ts',
      },
      outdir: 'out',
      outExtension: { '.js': '.mjs' },
      banner: { js: requireBanner },
    },
  );
}

await rm('dist', { recursive: true, force: true });
await mkdir('dist/webview', { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) {
  await cp(`node_modules/@vscode/codicons/dist/${file}`, `dist/webview/${file}`);
}
if (flags.has('--watch')) {
  const contexts = await Promise.all(targets.map((target) => context(target)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const results = await Promise.all(targets.map((target) => build(target)));
  await chmod('dist/cli.cjs', 0o755);
  await writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** The licences of all that is bundled, which their authors ask to be passed on. */
async function writeNotices(inputs) {
  const packages = inputs.map((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const folders = [...new Set(packages.filter(Boolean)), 'node_modules/@vscode/codicons'].sort();
  const notices = await Promise.all(
    folders.map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
      const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
      const text = file ? (await readFile(`${folder}/${file}`, 'utf8')).trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    }),
  );
  await writeFile('dist/THIRD_PARTY_NOTICES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
