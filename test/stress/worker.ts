import { TicketWorkspace } from '../../src/app/ticketWorkspace.js';
import { silentLogger } from '../../src/util/logger.js';
import { systemClock } from '../../src/util/clock.js';
import { jobs } from './jobs/jobs.js';

/** A process of its own that works on a store until its job is done or it is killed: `worker.mjs JOB PROJECT ARG…`. */
const [job = '', project = '', ...args] = process.argv.slice(2);
const work = jobs[job];
if (!work) throw new Error(`there is no job ${job}`);
const ports = { clock: systemClock, logger: silentLogger, surface: 'cli', session: `worker-${process.pid}` } as const;
const workspace = await TicketWorkspace.open(project, ports);
await work(workspace, args);
workspace.dispose();
