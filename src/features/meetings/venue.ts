import { text } from '../../core/fields/text.ts'
import type { Claim, FieldType } from '../../core/form/field.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { endOfPlace } from './host.ts'

const link = /https?:\/\/[^\s，。；、）\0]+/giu
export const isLink = (venue: string): boolean => /^https?:\/\//iu.test(venue)

const hall =
  '会议室|会议厅|会议中心|会展中心|报告厅|多功能厅|议事厅|礼堂|会堂|宾馆|酒店|招待所|行政中心|市民中心'
const part = '(?:[A-Z\\d一二三四五六七八九十]{1,4}(?:号楼|号|楼|层|室|厅)?)'
/** 市政府301会议室, 宾馆三楼会议室 */
const room = new RegExp(
  `(?:会?地点\\s?:\\s?)?[在于到至]?(?<room>(?:(?![在于到至定由改是为]|地点)[\\p{Script=Han}A-Z\\d]){0,14}?(?:${hall})(?:${part}|(?:${part})?(?:${hall})){0,2})(?!议题|主办|的通知)`,
  'gu',
)
const word = "(?:\\p{Lu}[\\p{L}'’-]*\\s)"
const building = `(?:${word}{0,4}(?:Hall|Hotel|Cent(?:re|er)|Auditorium|Building|Guesthouse))`
const numbered = '(?:(?:[Mm]eeting|[Cc]onference)\\s)?[Rr]oom\\s[A-Z]?\\d{1,4}[A-Z]?'
/** Room 301 of the City Hall; the City Hall, Room 301. */
const roomInEnglish = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:in|at)\\s)?(?:the\\s)?(?<room>${numbered}(?:,?\\s(?:(?:of|at|in)\\s)?(?:the\\s)?${building})?|${building}(?:,?\\s${numbered})?)(?![\\p{L}\\p{N}:])`,
  'gu',
)

/** 济南市政府301会议室: where a meeting is entered, the place says who hosts it, and the rest is where. */
const withoutHost = (registry: Registry, claim: Claim<string>, venue: string): Claim<string> => {
  const [place] = registry.find(venue)
  if (place?.start !== 0) return claim
  const own = venue.slice(endOfPlace(venue, 0, place.end))
  return { ...claim, start: claim.end - own.length, outcome: { kind: 'value', value: own } }
}

/** A room, or a link: where a meeting is held, which a line may say without a key. */
export const venueField = (registry: Registry): FieldType<string> => ({
  ...text({ maximum: 300 }),
  recognise: (line, { standing, current }) =>
    [link, room, roomInEnglish].flatMap((pattern) =>
      [...line.matchAll(pattern)].map(({ 0: found, index, groups }): Claim<string> => {
        const venue = groups?.room ?? found
        const claim = {
          start: index,
          end: index + found.length,
          outcome: { kind: 'value', value: venue },
        } as const
        const isEntered = standing === undefined && current === undefined
        return isEntered && pattern === room ? withoutHost(registry, claim, venue) : claim
      }),
    ),
})
