import { z } from 'zod'
import { type Answer, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { undoCommandName } from '../../programme/records/cards.ts'
import { findLastChange } from './queries.ts'

/** Later than this, a change is corrected by an edit, which says who made it. */
const hoursToUndo = 24

/**
 * Takes back the caller's latest change (of a record, when one is named), then the one before it, and so on. What was taken back is not brought again by
 * this command: the log says so, and an edit does it.
 */
const undo = async (
  tools: FeatureTools,
  context: ProgrammeContext,
  reference: string | undefined,
  version: string | undefined,
): Promise<Answer> => {
  const { transaction, caller, clock } = context
  const undoable = tools.features().filter((feature) => feature.undo)
  const entry = await findLastChange(transaction, {
    account: caller.account,
    reference,
    isExact: version !== undefined,
    features: undoable.map(({ name }) => name),
    since: new Date(clock.now().getTime() - hoursToUndo * 3_600_000),
  })
  const takeBack = undoable.find(({ name }) => name === entry?.feature)?.undo
  if (!entry || !takeBack)
    throw new UserError(
      reference === undefined
        ? notice('history.nothing', { hours: hoursToUndo })
        : notice('history.nothingOf', { hours: hoursToUndo, reference }),
    )
  // A button means the change that its card told of, and no earlier one.
  if (version !== undefined && version !== String(entry.version))
    throw new UserError(notice('history.notLatest', { reference: entry.reference }))
  return { card: await takeBack(context, entry) }
}

export const undoCommand = (tools: FeatureTools) => {
  const form = z.object({
    reference: field(text({ maximum: 40 }), {
      label: 'history.reference',
      example: 'history.referenceExample',
      keys: ['编号', 'ref'],
      freeText: true,
    }).optional(),
    version: field(text({ maximum: 10 }), {
      label: 'history.version',
      example: 'history.versionExample',
      keys: ['版本'],
      claims: false,
      asked: false,
    }).optional(),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: undoCommandName,
    aliases: ['撤销'],
    access: 'write',
    effect: 'write',
    form,
    summary: 'history.undo.summary',
    examples: ['history.undo.example1', 'history.undo.example2', 'history.undo.example3'],
    run: (context, { reference, version }) => undo(tools, context, reference?.toUpperCase(), version),
  })
}
