import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { enterCommand, enterContent, type Named } from '../../programme/records/commands.ts'
import { newContent } from '../../programme/records/content.ts'
import { pairIn } from '../../programme/scope.ts'
import type { ProblemKind } from './kind.ts'
import { pairNamedIn } from './pair.ts'

/** Whose problem it is where nobody says it: the channel's, unless the words name another pair; else the pair that they name. */
const pairMeant = ({ scope }: ProgrammeContext, registry: Registry, about: string): number | undefined => {
  const here = pairIn(scope)?.id
  const named = pairNamedIn(registry, about)
  return here !== undefined && named !== undefined && named !== here ? undefined : (here ?? named)
}

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
      const pair = values.pair ?? pairMeant(context, registry, values.about)
      if (pair === undefined) throw new UserError(notice('problems.whichPair'), 'pair')
      const content = newContent(kind, { ...values, pair })
      const raisedOn = context.clock.today()
      // Whoever quotes has not typed what others wrote: in a channel it is told as such a text is.
      const typed = { ...values, quote: undefined }
      return enterContent(kind, registry, context, { ...content, raisedOn }, typed)
    },
  })
