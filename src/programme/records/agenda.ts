import { type CardAction, lineAction } from '../../core/card.ts'
import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { FeatureTools } from '../feature.ts'
import { recordsOf } from './changes.ts'
import type { Named } from './commands.ts'
import { referenceForm } from './forms.ts'
import { hearsStep } from './hears.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'

/** Puts what a record is about on the agenda of its pair's next meeting, which another feature keeps. */
export const agendaCommand = <C extends Content>(
  kind: RecordKind<C>,
  { registry, features }: FeatureTools,
  named: Named,
  about: (record: RecordOf<C>) => string,
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: referenceForm(kind),
    hears: hearsStep(kind, named, false),
    run: async (context: ProgrammeContext, { reference }) => {
      const record = await recordsOf(kind, registry).toChange(context, reference)
      const agenda = features().find((feature) => feature.agenda)?.agenda
      if (!agenda || record.pairId === null) throw new UserError(notice('records.noAgenda'))
      return agenda.put(context, record.pairId, { about: about(record), reference })
    },
  })

export const agendaAction = <C extends Content>(
  { word }: Pick<RecordKind<C>, 'word'>,
  reference: string,
  translate: Translator,
): CardAction => lineAction(translate('records.toAgenda'), `/${word} agenda ${reference}`)
