import { z } from 'zod'
import { actions, type Block, card, heading, text } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { reference } from '../../../core/fields/reference.ts'
import { formButton } from '../../../core/form/button.ts'
import { field } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { AgendaItemState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairField } from '../../../programme/fields/pair.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { hearsList } from '../../../programme/records/hears-list.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { joinPieces, showBrief, showPhase, viewFor } from '../../../programme/records/show.ts'
import { pairIn, scopeOfRecord } from '../../../programme/scope.ts'
import { requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { MeetingRecordKind } from '../kind.ts'
import {
  type AgendaItem,
  doneAction,
  dropAction,
  type ItemKind,
  moveAction,
  placeInWords,
} from './item.kind.ts'

/** A telephone shows no more of them with their buttons. */
const mostShown = 20
const mostWithButtons = 4

const buttonsFor = (items: readonly AgendaItem[], translate: Translator) =>
  items
    .filter(({ state }) => state === AgendaItemState.waiting)
    .slice(0, mostWithButtons)
    .flatMap(({ reference: ref }) => [
      doneAction(ref, translate('agenda.button.doneOf', { reference: ref })),
      moveAction(ref, translate('agenda.button.moveOf', { reference: ref })),
      dropAction(ref, translate('agenda.button.dropOf', { reference: ref })),
    ])

/** What waits for the next meeting of a pair and where it stands, or what was added to the agenda of one meeting. */
export const listItems = (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const form = z.object({
    pair: field(pairField(registry), {
      label: 'programme.pair.label',
      example: 'programme.pair.example',
      keys: ['结对', '市县'],
    }).optional(),
    meeting: field(reference('M'), {
      label: 'agenda.field.meeting',
      example: 'agenda.example.meeting',
      keys: ['会议'],
      asked: false,
    }).optional(),
  })
  return defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsList(kind, form, named),
    run: async (context: ProgrammeContext, { pair, meeting }) => {
      const { transaction, translate, reading } = context
      const of =
        meeting === undefined ? undefined : await recordsOf(meetings, registry).read(context, meeting)
      const subject = of ? scopeOfRecord(registry, of) : subjectMeant(context, registry, pair)
      if (!of) requireReadOf(context, subject)
      const own = pairIn(subject)
      const whose = own
        ? Prisma.sql`(pair_id IS NULL OR pair_id IN (${Prisma.join(familyOf(registry, own))}))`
        : Prisma.sql`true`
      const items = await selectRecords(
        kind,
        transaction,
        of
          ? Prisma.sql`WHERE agenda_of = ${of.reference} ORDER BY id`
          : Prisma.sql`WHERE state IN ('waiting', 'standing') AND ${whose} ORDER BY state DESC, id`,
      )
      const view = viewFor(context)
      const shown = items.slice(0, mostShown)
      const count = (state: AgendaItemState) => items.filter((item) => item.state === state).length
      const scope = of?.reference ?? (own ? pairName(own, translate.locale) : translate('meetings.allPairs'))
      const about = (item: AgendaItem) => (own ? undefined : showBrief(kind, view, item, 'pair'))
      const list: Block = {
        type: 'list',
        items: shown.map((item) => ({
          text: joinPieces(item.reference, showBrief(kind, view, item, 'about'), about(item)),
          detail: joinPieces(
            showPhase(kind, item, reading),
            item.source ?? undefined,
            of === undefined && item.state === AgendaItemState.waiting
              ? placeInWords(item, translate)
              : undefined,
          ),
        })),
      }
      const none = of
        ? translate('agenda.list.ofMeeting', { reference: of.reference })
        : translate('agenda.list.none')
      return {
        card: card(
          heading(translate('agenda.list.title', { scope })),
          items.length === 0
            ? text(none)
            : !of &&
                text(
                  translate('agenda.list.totals', { waiting: count('waiting'), standing: count('standing') }),
                ),
          items.length > 0 && list,
          items.length > shown.length &&
            text(translate('agenda.more', { count: items.length - shown.length }), 'quiet'),
          actions(
            ...buttonsFor(items, translate),
            ...(of ? [] : [formButton(translate('agenda.button.add'), 'agenda add', {})]),
          ),
        ),
      }
    },
  })
}
