import { z } from 'zod'
import { actions, type Block, type Card, card, heading, offered, text } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { reference } from '../../../core/fields/reference.ts'
import { formButton } from '../../../core/form/button.ts'
import { field } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { AgendaItemState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { askPair } from '../../../programme/fields/pair.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { type Pair, pairCode, pairName, type Registry } from '../../../programme/places/registry.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { hearsList } from '../../../programme/records/hears-list.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { joinPieces, showBrief, showPhase, viewFor } from '../../../programme/records/show.ts'
import { pairIn } from '../../../programme/scope.ts'
import { readerIn, requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { titleOf } from '../title.ts'
import { templateButtons } from './buttons.ts'
import {
  type AgendaItem,
  doneAction,
  dropAction,
  type ItemKind,
  moveAction,
  placeInWords,
} from './item.kind.ts'
import { agendaLines } from './shown.ts'
import { stillToTreat } from './sources.ts'

/** A telephone shows no more of them with their buttons. */
const mostShown = 20
const mostWithButtons = 4

/** A row for each that waits, numbered as the lines are; `before`: lines above the first of them. */
const buttonRows = (
  items: readonly AgendaItem[],
  before: number,
  translate: Translator,
  mayPress: (item: AgendaItem) => boolean,
): Block[] =>
  items
    .flatMap((item, index) =>
      item.state === AgendaItemState.waiting && mayPress(item)
        ? [{ ref: item.reference, number: before + index + 1 }]
        : [],
    )
    .slice(0, mostWithButtons)
    .map(({ ref, number }) =>
      actions(
        doneAction(ref, translate('agenda.button.doneOf', { number })),
        moveAction(ref, translate('agenda.button.moveOf', { number })),
        dropAction(ref, translate('agenda.button.dropOf', { number })),
      ),
    )

/** What waits for the next meeting of a pair, or of all, and where it stands. */
const itemsCard = (
  kind: ItemKind,
  registry: Registry,
  context: ProgrammeContext,
  items: readonly AgendaItem[],
  pair: Pair | undefined,
): Card => {
  const { translate, reading } = context
  const view = viewFor(context)
  const mayPress = (one: Pick<AgendaItem, 'pairId'>) => readerIn(context, registry, one).mayWrite
  const shown = items.slice(0, mostShown)
  const count = (state: AgendaItemState) => items.filter((item) => item.state === state).length
  const scope = pair ? pairName(pair, translate.locale) : translate('meetings.allPairs')
  const list: Block = {
    type: 'list',
    ordered: true,
    items: shown.map((item) => ({
      text: joinPieces(
        item.reference,
        showBrief(kind, view, item, 'about'),
        pair ? undefined : showBrief(kind, view, item, 'pair'),
      ),
      detail: joinPieces(
        showPhase(kind, item, reading),
        item.source ?? undefined,
        item.state === AgendaItemState.waiting ? placeInWords(item, translate) : undefined,
      ),
    })),
  }
  return card(
    heading(translate('agenda.list.title', { scope })),
    text(
      items.length === 0
        ? translate('agenda.list.none')
        : translate('agenda.list.totals', { waiting: count('waiting'), standing: count('standing') }),
    ),
    items.length > 0 && list,
    items.length > shown.length &&
      text(translate('agenda.more', { count: items.length - shown.length }), 'quiet'),
    ...buttonRows(shown, 0, translate, mayPress),
    (!pair || mayPress({ pairId: pair.id })) &&
      actions(formButton(translate('agenda.button.add'), 'agenda add', pair ? { pair: pairCode(pair) } : {})),
  )
}

/** The whole agenda of one meeting, to note what was treated. */
const meetingCard = (
  registry: Registry,
  context: ProgrammeContext,
  meeting: Meeting,
  items: readonly AgendaItem[],
): Card => {
  const { translate, reading } = context
  const mayPress = (one: Pick<AgendaItem, 'pairId'>) => readerIn(context, registry, one).mayWrite
  const { reference: ref } = meeting
  const lines = agendaLines(meeting, reading)
  return card(
    heading(translate('agenda.list.title', { scope: ref })),
    text(titleOf(registry, meeting, translate)),
    lines.length === 0
      ? text(translate('agenda.list.ofMeeting', { reference: ref }))
      : { type: 'list', ordered: true, items: lines.map((line) => ({ text: line })) },
    // What was added for this one stands last.
    ...buttonRows(items, lines.length - items.length, translate, mayPress),
    mayPress(meeting) && offered(templateButtons(meeting, reading)),
  )
}

/** `/agenda 武隆`: what waits for the pair's next meeting; `/agenda M-2025-0001`: what that one treats. */
export const listItems = (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  tools: FeatureTools,
  named: Named,
): Command<ProgrammeContext> => {
  const { registry } = tools
  const form = z.object({
    pair: askPair(registry).optional(),
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
    run: async (context: ProgrammeContext, { pair, meeting: ref }) => {
      const { transaction } = context
      if (ref !== undefined) {
        const meeting = await recordsOf(meetings, registry).read(context, ref)
        const items = await selectRecords(kind, transaction, Prisma.sql`WHERE agenda_of = ${ref} ORDER BY id`)
        return {
          card: meetingCard(registry, context, meeting, await stillToTreat(tools, transaction, items)),
        }
      }
      const subject = subjectMeant(context, registry, pair)
      requireReadOf(context, subject)
      const own = pairIn(subject)
      const whose = own
        ? Prisma.sql`AND (pair_id IS NULL OR pair_id IN (${Prisma.join(familyOf(registry, own))}))`
        : Prisma.empty
      const items = await selectRecords(
        kind,
        transaction,
        Prisma.sql`WHERE state IN ('waiting', 'standing') ${whose} ORDER BY state DESC, id`,
      )
      return { card: itemsCard(kind, registry, context, await stillToTreat(tools, transaction, items), own) }
    },
  })
}
