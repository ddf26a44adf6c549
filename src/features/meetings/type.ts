import { choice } from '../../core/fields/choice.ts'
import type { Claim, FieldType } from '../../core/form/field.ts'
import { anyOf } from '../../core/text.ts'
import { MeetingFormat, MeetingType } from '../../generated/prisma/enums.ts'

/** What a title says beside what is meant, and what an invitation does. */
const titleWords = [
  '东西部(?:扶贫)?协作(?:20\\d\\d年)?|鲁渝协作|定于|拟定?于|兹定于|(?<![\\p{L}\\p{N}])(?:for\\s)?East[–-]West Cooperation(?![\\p{L}\\p{N}])',
] as const

/** What is found anywhere in a line, glued to other words too: 济南第一次联席会议. */
const foundBy = <Value extends string>(
  type: FieldType<Value>,
  words: ReadonlyArray<readonly [Value, string]>,
  before = '',
): FieldType<Value> => {
  const patterns = words.map(
    ([value, source]) => [value, new RegExp(`${before}(?:${source})`, 'giu')] as const,
  )
  return {
    ...type,
    fillers: titleWords,
    recognise: (line) =>
      patterns.flatMap(([value, pattern]) =>
        [...line.matchAll(pattern)].map(
          ({ 0: text, index }): Claim<Value> => ({
            start: index,
            end: index + text.length,
            outcome: { kind: 'value', value },
          }),
        ),
      ),
  }
}

const english = (...words: string[]) => `(?<![\\p{L}\\p{N}])(?:${anyOf(words)})(?![\\p{L}\\p{N}])`

/** The number that somebody gives a meeting says nothing: it follows from the rule. */
const ordinal =
  '(?:第[一二三四五六七八九十\\d]{1,3}次\\s?|(?<![\\p{L}\\p{N}])(?:first|second|third|fourth|\\d{1,2}(?:st|nd|rd|th))\\s)?'

/** What sort of meeting it is (联席会议). */
export const typeField = (): FieldType<MeetingType> =>
  foundBy(
    choice([
      { value: MeetingType.joint, label: 'meetings.type.joint', words: ['联席', '联席会', 'joint'] },
      { value: MeetingType.work, label: 'meetings.type.work', words: ['工作会', 'work', 'working meeting'] },
      { value: MeetingType.symposium, label: 'meetings.type.symposium', words: ['座谈', 'seminar'] },
      { value: MeetingType.signing, label: 'meetings.type.signing', words: ['签约', '签约会', 'signing'] },
    ]),
    [
      [MeetingType.joint, `联席会议?|${english('joint meeting', 'joint meetings', 'joint conference')}`],
      [
        MeetingType.work,
        `工作(?:推进)?会议?|${english('work conference', 'work conferences', 'working meeting', 'work meeting')}`,
      ],
      [
        MeetingType.symposium,
        `座谈会|${english('symposium', 'symposia', 'symposiums', 'seminar', 'seminars')}`,
      ],
      [MeetingType.signing, `签约仪式|签约会|${english('signing ceremony', 'signing ceremonies')}`],
    ],
    ordinal,
  )

/** Where those who meet are: in one room or each at home. */
export const formatField = (): FieldType<MeetingFormat> =>
  foundBy(
    choice([
      { value: MeetingFormat.in_person, label: 'meetings.format.in_person', words: ['现场', 'offline'] },
      { value: MeetingFormat.online, label: 'meetings.format.online', words: ['视频', '网络', 'video'] },
    ]),
    [
      [
        MeetingFormat.online,
        `视频会议|视频|线上|${english('online', 'video conference', 'video meeting', 'by video', 'virtual')}`,
      ],
      [MeetingFormat.in_person, `线下|现场会议|${english('in person', 'on site')}`],
    ],
  )
