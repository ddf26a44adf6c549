import { type CardAction, lineAction } from '../../core/card.ts'
import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import type { ProgrammeContext } from '../context.ts'
import type { FeatureTools } from '../feature.ts'
import type { Agenda } from '../meeting-offers.ts'
import { recordsOf } from './changes.ts'
import type { Named } from './commands.ts'
import { referenceForm } from './forms.ts'
import { hearsStep } from './hears.ts'
import type { Beside, Content, RecordKind, RecordOf } from './kind.ts'

/** The agendas of meetings, which one feature keeps; none where that is not there. */
export const agendaIn = ({ features }: Pick<FeatureTools, 'features'>): Agenda | undefined =>
  features().find((feature) => feature.agenda)?.agenda

/** Puts what a record is about on the agenda of its pair's next meeting, or keeps it for that. */
export const agendaCommand = <C extends Content>(
  kind: RecordKind<C>,
  tools: FeatureTools,
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
      const record = await recordsOf(kind, tools.registry).toChange(context, reference)
      const agenda = agendaIn(tools)
      if (!agenda || record.pairId === null) throw new UserError(notice('records.noAgenda'))
      return agenda.put(context, record.pairId, { about: about(record), reference })
    },
  })

export const agendaAction = <C extends Content>(
  { word }: Pick<RecordKind<C>, 'word'>,
  reference: string,
  translate: Translator,
): CardAction => lineAction(translate('records.toAgenda'), `/${word} agenda ${reference}`)

/** For a kind whose records go on agendas: the meetings that are to treat them, or did. */
export const readAgendas =
  (tools: Pick<FeatureTools, 'features'>) =>
  async (
    transaction: Transaction,
    records: ReadonlyArray<{ readonly reference: string }>,
  ): Promise<ReadonlyMap<string, readonly Beside[]>> => {
    const references = records.map(({ reference }) => reference)
    const standing = await agendaIn(tools)?.standing(transaction, references)
    return new Map(
      [...(standing ?? [])].map(([reference, agendas]) => [
        reference,
        agendas.map(({ meeting, isTreated }) => ({
          role: isTreated ? 'treated' : 'waiting',
          reference: meeting,
          text: '',
        })),
      ]),
    )
  }

/** Whether it is on an agenda, or waits for one, and was not treated yet. */
export const isOnAgenda = ({ beside = [] }: { readonly beside?: readonly Beside[] }): boolean =>
  beside.some(({ role }) => role === 'waiting')

/** One line of a record's card: on whose agendas it is and was. */
export const talliedAgendas = (
  { beside = [] }: { readonly beside?: readonly Beside[] },
  translate: Translator,
): Array<readonly [string, string]> => {
  if (beside.length === 0) return []
  const said = beside.map(({ role, reference }) =>
    translate('records.onAgenda', {
      kind: `${role}${reference === null ? 'Nowhere' : ''}`,
      meeting: reference ?? '',
    }),
  )
  return [[translate('records.agendas'), said.join(translate('core.form.comma'))]]
}
