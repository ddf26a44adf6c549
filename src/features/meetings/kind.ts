import { type CardAction, lineAction } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { type Day, toDay } from '../../core/time/day.ts'
import { MeetingFormat, MeetingState } from '../../generated/prisma/enums.ts'
import { dayInBeijing, fromBeijing, inBeijing } from '../../programme/beijing.ts'
import type { Registry } from '../../programme/places/registry.ts'
import type { TableColumn } from '../../programme/records/export/cell.ts'
import { defineKind, fieldsFor } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { agendaField } from './agenda/agenda.ts'
import { agendaButtons } from './agenda/buttons.ts'
import { agendaOnCard } from './agenda/shown.ts'
import { answerButtons } from './answers/answer-buttons.ts'
import { tallyOf } from './answers/tally.ts'
import { content, type MeetingContent } from './content.ts'
import { hostField } from './host.ts'
import { mayBeAsked } from './invited/asked.ts'
import { checkInvited } from './invited/check.ts'
import { settledEntries, withoutPersons } from './invited/entries.ts'
import { invitedField } from './invited/field.ts'
import { placeInSeries, seriesButton, seriesOf } from './series/place.ts'
import { type MeetingTime, meetingTime } from './time/time.ts'
import { titleOf } from './title.ts'
import { formatField, typeField } from './type.ts'
import { isLink, venueField } from './venue.ts'

const phases = {
  upcoming: 'meetings.phase.upcoming',
  today: 'meetings.phase.today',
  held: 'meetings.phase.held',
  cancelled: 'meetings.phase.cancelled',
} as const
export type Phase = keyof typeof phases

export const phaseOf = ({ state, startsAt }: MeetingContent, today: Day): Phase => {
  if (state === MeetingState.cancelled) return 'cancelled'
  const day = dayInBeijing(startsAt)
  if (day === today) return 'today'
  return day > today ? 'upcoming' : 'held'
}

/** In minutes, where nobody says how long it takes. */
const usualLength = 120

type Word = 'time' | 'host' | 'type' | 'format' | 'venue' | 'agenda' | 'invited' | 'series'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `meetings.field.${name}`, example: `meetings.example.${name}`, keys }) as const

/** A table is sorted by the day, and reckons with the length. */
const timeColumns: ReadonlyArray<TableColumn<MeetingTime>> = [
  { label: 'meetings.export.day', cell: ({ start }) => ({ day: toDay(start.slice(0, 10)) }) },
  { label: 'meetings.export.start', cell: ({ start }) => start.slice(11) },
  { label: 'meetings.export.minutes', cell: ({ minutes }) => minutes },
]

const { column, columns } = fieldsFor<MeetingContent>()

const buttonsIn = (
  phase: Phase,
  reference: string,
  translate: Translator,
  isAsked: boolean,
): CardAction[] => [
  ...(isAsked && (phase === 'upcoming' || phase === 'today')
    ? answerButtons({ word: 'meeting' }, reference, translate)
    : []),
  ...(phase === 'held' || phase === 'today'
    ? [lineAction(translate('minutes.button.open'), `/meeting minutes ${reference}`)]
    : []),
]

/** A meeting (会议) of a pair or of the whole programme. */
export const meetingKind = (registry: Registry) =>
  defineKind({
    feature: 'meetings',
    prefix: 'M',
    word: 'meeting',
    noun: 'meetings.noun',
    alike: 'meetings.plain.alike',
    listLabel: 'meetings.button.list',
    referenceExample: 'meetings.example.reference',
    table: 'meeting',
    content,
    begins: MeetingState.scheduled,
    title: (meeting, translate) => titleOf(registry, meeting, translate),
    isNumbered: true,
    tallied: (meeting, { translate }) => tallyOf(registry, meeting, translate),
    buttons: (meeting, reading, reader) => [
      ...buttonsIn(
        phaseOf(meeting, reading.today),
        meeting.reference,
        reading.translate,
        mayBeAsked(registry, reader, meeting),
      ),
      ...(reader.mayWrite ? agendaButtons(meeting, reading) : []),
      ...seriesButton(meeting, reading.translate),
    ],
    fields: {
      time: columns(['startsAt', 'minutes'], meetingTime(), {
        ...words('time', '时间', '开始', 'when', 'start'),
        exported: timeColumns,
        given: 'always',
        get: ({ startsAt, minutes }) => ({ start: inBeijing(startsAt), minutes }),
        put: ({ start, minutes }) => ({
          startsAt: fromBeijing(start),
          ...(minutes !== undefined && { minutes }),
        }),
      }),
      host: columns(['pairId', 'hostSide'], hostField(registry), {
        ...words('host', '主办', '主办方', '承办', 'hosted by'),
        given: 'always',
        get: ({ pairId, hostSide }) => ({ pairId, side: hostSide }),
        put: ({ pairId, side }) => ({ pairId, hostSide: side }),
      }),
      type: column('type', typeField(), {
        ...words('type', '类型', '会议类型', 'kind'),
        given: 'always',
        isTallied: true,
      }),
      format: column('format', formatField(), { ...words('format', '形式', '方式'), asked: false }),
      venue: column('venue', venueField(registry), {
        ...words('venue', '地点', '会场', '链接', '会议链接', 'place', 'link', 'where'),
      }),
      agenda: column('agenda', agendaField(), {
        ...words('agenda', '议题', '议程', '事项', '主题', 'agenda items', 'topics'),
        freeText: true,
        onCard: agendaOnCard,
      }),
      invited: column('invited', invitedField(registry), {
        ...words(
          'invited',
          '邀请',
          '受邀',
          '参会单位',
          '参会人员',
          '参加单位',
          'invite',
          'invites',
          'attendees',
        ),
        asked: false,
        withoutName: withoutPersons,
      }),
      series: columns(['seriesId', 'seriesOrder', 'seriesCount'], placeInSeries(), {
        ...words('series', '系列'),
        given: 'never',
        get: seriesOf,
        // It is what it was made as, and changed by nobody.
        put: () => ({}),
      }),
    },
    phases,
    phaseOf,
    settle: (meeting) => ({
      ...meeting,
      minutes: meeting.minutes ?? usualLength,
      invited: settledEntries(registry, meeting.pairId, meeting.invited),
      format:
        meeting.format ??
        (meeting.venue !== null && isLink(meeting.venue) ? MeetingFormat.online : MeetingFormat.in_person),
    }),
    check: async (context, meeting, before) => {
      const days = (one: MeetingContent) => [dayInBeijing(one.startsAt)]
      checkYears('time', context.clock.today(), days(meeting), before && days(before))
      await checkInvited(context, meeting, before)
    },
  })

export type MeetingRecordKind = ReturnType<typeof meetingKind>
