import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { referenceForm } from '../../../programme/records/forms.ts'
import { viewFor } from '../../../programme/records/show.ts'
import type { MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { itemsOf } from './agenda.ts'

const usualAgenda = ({ type }: Pick<MeetingContent, 'type'>, translate: Translator): string[] =>
  translate(`agenda.template.${type}`).split('|')

/** Adds the usual items of a kind of meeting behind what is written already; those that are there stay once. */
export const templateCommand = (
  kind: MeetingRecordKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    form: referenceForm(kind),
    hears: () => [],
    run: async (context: ProgrammeContext, { reference }) => {
      const { translate, clock } = context
      const records = recordsOf(kind, registry)
      const cards = cardsOf(kind, registry)
      const meeting = await records.toChange(context, reference)
      if (new Date(meeting.startsAt) <= clock.now())
        throw new UserError(notice('agenda.template.over', { reference }))
      const about = aboutRecord(reference)
      const written = itemsOf(meeting.agenda)
      const missing = usualAgenda(meeting, translate).filter((item) => !written.includes(item))
      if (missing.length === 0) return { card: cards.unchangedCard(viewFor(context), meeting), about }
      const agenda = [...written, ...missing].join('\n')
      const changed = await records.save(context, meeting, { ...meeting, agenda }, 'template')
      return { card: cards.changeCard(viewFor(context), translate('agenda.template.done'), changed), about }
    },
  })
