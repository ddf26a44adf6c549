import { z } from 'zod'
import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { file } from '../../core/fields/file.ts'
import type { Reading } from '../../core/form/field.ts'
import { valuesOf } from '../../core/form/filled.ts'
import { notice } from '../../core/i18n.ts'
import { readLine } from '../../core/line/line.ts'
import { SupervisionState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { enterCommand, enterRecord, type Named } from '../../programme/records/commands.ts'
import { filesGiven } from '../../programme/records/files.ts'
import { ask } from '../../programme/records/forms.ts'
import { pairOfReferenced } from '../../programme/records/referenced.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import type { ItemKind } from './kind.ts'

/** What words narrow a list to, where they do nothing else: 督办 逾期 asks for those that are. */
const narrowingIn = (
  { form }: Command<ProgrammeContext>,
  words: string,
  reading: Reading,
): Readonly<Record<string, unknown>> | undefined => {
  const { entries, unread } = readLine(form, words, reading)
  return unread.length === 0 ? valuesOf(entries) : undefined
}

/**
 * A supervisor opens an item by hand; its pair is the project's where nobody names another. What names nothing to be seen to
 * asks for the list.
 */
export const openCommand = (
  kind: ItemKind,
  tools: FeatureTools,
  named: Named,
  list: Command<ProgrammeContext>,
): Command<ProgrammeContext> => {
  const { asks: _, amend: _amend, check: _check, ...enter } = enterCommand(kind, tools.registry, named)
  const { about, ...shape } = enter.form.shape
  return defineCommand({
    ...enter,
    form: z.object({ ...shape, about: about.optional() }),
    // Whoever may not open one may see those that are open.
    access: 'read',
    run: async (context: ProgrammeContext, values) => {
      const { pair: given, project, about: asked } = values
      const narrowed = project === undefined ? narrowingIn(list, asked ?? '', context.reading) : undefined
      if (narrowed) return list.run(context, { ...narrowed, ...(given !== undefined && { pair: given }) })
      if (!context.caller.may('supervise')) throw new UserError(notice('supervision.open.supervisorsOnly'))
      if (asked === undefined) throw new UserError(notice('supervision.open.what'), 'about')
      const pair = given ?? (await pairOfReferenced(context, tools, project, 'project'))
      return enterRecord(kind, tools.registry, context, { ...values, about: asked, pair })
    },
  })
}

/** What was done about it: a note, or files that show it. */
export const closeCommand = (
  kind: ItemKind,
  { registry }: FeatureTools,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'close',
    form: { result: ask(kind, 'result').optional() },
    takesFiles: true,
    become: (item, { result, ...values }, { clock, reading }) => {
      const files = filesGiven(values)
      const said = result ?? (files.length > 0 ? file().show(files, reading) : item.result)
      if (said === null) throw new UserError(notice('supervision.noteOrFile'), 'result')
      return {
        ...item,
        state: SupervisionState.closed,
        result: said,
        closedOn: item.closedOn ?? clock.today(),
      }
    },
    say: (translate, { reference }) => translate('supervision.close.done', { reference }),
  })
