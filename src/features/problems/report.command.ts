import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { pairOfWords } from '../../programme/fields/leading-pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { enterCommand, enterContent, type Named } from '../../programme/records/commands.ts'
import { newContent } from '../../programme/records/content.ts'
import type { ProblemKind } from './kind.ts'

/** Reports a problem, from a line or from somebody's message; its clock begins today. */
export const reportCommand = (
  kind: ProblemKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  defineCommand({
    ...enterCommand(kind, registry, named),
    apart: true,
    run: async (context: ProgrammeContext, values) => {
      const pair = values.pair ?? pairOfWords(context, registry, values.about)
      if (pair === undefined) throw new UserError(notice('programme.whichPair'), 'pair')
      const content = newContent(kind, { ...values, pair })
      const raisedOn = context.clock.today()
      // Whoever quotes has not typed what others wrote: in a channel it is told as such a text is.
      const typed = { ...values, quote: undefined }
      return enterContent(kind, registry, context, { ...content, raisedOn }, typed)
    },
  })
