// What any program must do that lists tickets from a cache, and nothing else: the yardstick for our own.
// Run: node bareScript.mjs TICKETS_FOLDER ROWS_JSON
import { readdirSync, readFileSync, statSync } from 'node:fs';

const [folder = '', rows = ''] = process.argv.slice(2);
for (const name of readdirSync(folder)) statSync(`${folder}/${name}`);
JSON.parse(readFileSync(rows, 'utf8'));
