import type { Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { reference } from '../../../core/fields/reference.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { AgendaItemState, MeetingState } from '../../../generated/prisma/enums.ts'
import { fromBeijing } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { stepCommand } from '../../../programme/records/steps.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { type AgendaItem, type ItemKind, placeOfItem } from './item.kind.ts'
import { lastDayOf } from './place.ts'

/** A standing item is never done, moved or put off. */
const refuseStanding = ({ state, reference: ref }: AgendaItem): void => {
  if (state === AgendaItemState.standing) throw new UserError(notice('agenda.isStanding', { reference: ref }))
}

const askMeeting = () =>
  field(reference('M'), {
    label: 'agenda.field.meeting',
    example: 'agenda.example.meeting',
    keys: ['会议', 'to', 'at'],
  })

/** A meeting that an item is said to be of: one of its pair, that was not called off. Throws a `UserError` that names the field. */
export const meetingOf = async (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  registry: Registry,
  context: ProgrammeContext,
  { reference: ref, meeting: of }: { readonly reference?: string; readonly meeting: string },
): Promise<Meeting> => {
  const meeting = await recordsOf(meetings, registry)
    .read(context, of)
    .catch((error: unknown) => {
      throw error instanceof UserError ? new UserError(error.notice, 'meeting', error.offers) : error
    })
  const item = ref === undefined ? undefined : await recordsOf(kind, registry).peek(context, ref)
  if (item && item.pairId !== meeting.pairId)
    throw new UserError(notice('agenda.otherPair', { meeting: of }), 'meeting')
  if (meeting.state === MeetingState.cancelled)
    throw new UserError(notice('agenda.meetingOver', { meeting: of }), 'meeting')
  return meeting
}

/** It was treated: by the meeting that is named, else by the one on whose agenda it stands. */
export const doneCommand = (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const step = stepCommand(
    kind,
    registry,
    { ...named, plain: 'agenda.plain.done' },
    {
      action: 'done',
      form: { meeting: askMeeting().optional() },
      check: refuseStanding,
      become: (item, { meeting }) =>
        item.state === AgendaItemState.treated && meeting === undefined
          ? item
          : {
              ...item,
              state: AgendaItemState.treated,
              meeting: meeting ?? placeOfItem(item)?.reference ?? null,
            },
      say: (translate, { reference: ref }) => translate('agenda.done.done', { reference: ref }),
    },
  )
  return {
    ...step,
    run: async (context, values) => {
      const { meeting } = values
      if (meeting !== undefined) {
        const of = { reference: String(values.reference), meeting: String(meeting) }
        const { startsAt } = await meetingOf(kind, meetings, registry, context, of)
        if (new Date(startsAt) > context.clock.now())
          throw new UserError(notice('agenda.notBegun', { meeting: of.meeting }), 'meeting')
      }
      return step.run(context, values)
    },
  }
}

/** Not at this meeting, but at the next one after its day. */
export const laterCommand = (kind: ItemKind, registry: Registry, named: Named): Command<ProgrammeContext> =>
  stepCommand(
    kind,
    registry,
    { ...named, plain: 'agenda.plain.later' },
    {
      action: 'later',
      form: {},
      check: (item) => {
        refuseStanding(item)
        if (!placeOfItem(item)) throw new UserError(notice('agenda.notPlaced', { reference: item.reference }))
      },
      become: (item) => ({
        ...item,
        state: AgendaItemState.waiting,
        meeting: null,
        afterAt: fromBeijing(`${placeOfItem(item)?.dueOn}T23:59`),
      }),
      say: (translate, { reference: ref }) => translate('agenda.later.done', { reference: ref }),
    },
  )

/** To another meeting of its pair, a signing ceremony too. */
export const moveCommand = (
  kind: ItemKind,
  meetings: MeetingRecordKind,
  { registry, calendar }: FeatureTools,
  named: Named,
): Command<ProgrammeContext> => {
  const step = stepCommand(kind, registry, named, {
    action: 'move',
    form: { meeting: askMeeting() },
    again: true,
    check: refuseStanding,
    become: (item, { meeting }) => ({ ...item, state: AgendaItemState.waiting, meeting }),
    say: (translate, { reference: ref }) => translate('agenda.move.done', { reference: ref }),
  })
  return {
    ...step,
    run: async (context, values) => {
      const of = { reference: String(values.reference), meeting: String(values.meeting) }
      const meeting = await meetingOf(kind, meetings, registry, context, of)
      if (context.clock.today() > lastDayOf(calendar, meeting))
        throw new UserError(notice('agenda.meetingOver', { meeting: of.meeting }), 'meeting')
      return step.run(context, values)
    },
  }
}
