import { sweepFolder } from '../../../store/sweepTempFiles.js';
import { FlowFiles, isAbandoned } from './flowFile.js';
import { flowFolder, ticketsWithFlow } from './flowFolder.js';
import type { GitContext, Repository } from '../gitContext.js';

/**
 * Completes or takes back what dead processes left half done to git and to a ticket at once. What fails is logged and
 * left to whoever comes next, since nobody has asked for it by name.
 * @returns how many there were
 */
export async function recoverFlows(context: GitContext, repository: Repository): Promise<number> {
  if (!(await context.settings.get('git.enabled'))) return 0;
  const flows = new FlowFiles(repository.commonDir);
  let recovered = 0;
  for (const id of ticketsWithFlow(repository.commonDir)) {
    try {
      if (await recoverFlow(context, repository, flows, id)) recovered++;
    } catch (error) {
      context.logger.error(`what was begun with ${id} could not be completed`, error);
    }
  }
  await sweepFolder(flowFolder(repository.commonDir));
  return recovered;
}

async function recoverFlow(
  context: GitContext,
  repository: Repository,
  flows: FlowFiles,
  id: string,
): Promise<boolean> {
  const seen = await flows.read(id);
  if (seen === null || !isAbandoned(seen)) return false;
  if (seen.steps.kind === 'finish') {
    const { recoverFinish } = await import('../finish/recoverFinish.js');
    await recoverFinish(context, seen);
    return (await flows.read(id)) === null;
  }
  if (seen.steps.kind === 'undo') {
    const { recoverUndo } = await import('../undo/undoFinish.js');
    return recoverUndo(context, repository, id);
  }
  return flows.exclusively(id, 'recover', async () => {
    // Another process may have been quicker.
    const flow = await flows.read(id);
    if (flow?.steps.kind !== 'start' || !isAbandoned(flow)) return false;
    const { recoverStart } = await import('../start/recoverStart.js');
    if (!(await recoverStart(context, repository, { ...flow, steps: flow.steps }))) return false;
    await flows.remove(id);
    return true;
  });
}
