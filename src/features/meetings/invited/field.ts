import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType, Outcome, Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { officeName } from '../../../programme/fields/office.ts'
import { isUnit } from '../../../programme/fields/owner.ts'
import { readChinese } from '../../../programme/people/chinese.ts'
import { isPersonalName } from '../../../programme/people/chinese-names.ts'
import {
  type Pair,
  type Place,
  pairName,
  placeName,
  type Registry,
} from '../../../programme/places/registry.ts'
import { type Entry, entriesOf, keptEntries, placeOf } from './entries.ts'

/** In characters: a list of all pairs by name, and some persons. */
const longest = 600

const marks = /[、,，;；/\n]+/u
const conjunctions = /\s*(?:以及|[和及与&]|(?<!\p{L})and(?!\p{L}))\s*/iu
const liaison =
  /^(?:双方|各方|两地|各结对)?联络员$|^(?:the\s)?liaison officers?(?: of both sides)?$|^both sides$/iu
const all =
  /^(?:全部|所有|全体|各)结对(?:市县)?$|^(?:all|every) pairs?$|^the whole programme$|^programme-wide$/iu
const politeness = /^(?:邀请|请)|(?:等|同志|参加|出席|参会|\sto)?[.。]?$/gu
const bothSides = /[-—–~→>·]/u
/** 张伟, Zhang Wei; the week after is nobody. */
const person =
  /^(?!.*\b(?:weeks?|months?|days?|after|before|next|later|about|tell)\b)(?:\p{Script=Han}{2,4}|\p{Script=Latin}[\p{Script=Latin}.'’-]*(?:\s[\p{Script=Latin}.'’-]+){0,3})$/u

/** 邀请张伟参加 in a sentence, 邀请武隆区农业农村委 at the end of its clause; what stands between is read like any other, or is no invitation. */
const asked =
  /邀请(?<whom>[^\s,;。:：\0]{2,60}?)(?:(?<come>等?(?:同志)?(?:参加|参会|出席|列席|[来到赴](?=\p{Script=Han})))|(?=[\s,;。]|$))/gu

/** Whether everybody is plainly somebody: 邀请企业 is a subject. */
const isPlain = (kept: string): boolean =>
  entriesOf(kept).every((entry) => entry.kind !== 'person' || isPersonalName(entry.name))

/** Who is asked to come: units, places, pairs, officers by name, all pairs; kept one a line. */
export const invitedField = (registry: Registry): FieldType<string> => {
  /** The places of exactly this name: 武 begins many. */
  const placesOf = (name: string): Place[] =>
    registry
      .find(name)
      .flatMap(({ start, end, places }) => (start === 0 && end === name.length ? places : []))

  const readOne = (typed: string): Entry[] | undefined => {
    const words = typed
      .replace(politeness, '')
      .replace(/^\s*the\s+/iu, '')
      .trim()
    if (liaison.test(words)) return [{ kind: 'liaison' }]
    if (all.test(words)) return [{ kind: 'all' }]
    const [place, ...further] = placesOf(words)
    if (place && further.length === 0) return [{ kind: 'place', id: place.id }]
    const pair = bothSides.test(words) ? registry.readPair(words) : undefined
    if (pair?.kind === 'value') return [{ kind: 'pair', id: (pair.value as Pair).id }]
    if (isUnit(words)) return [{ kind: 'unit', name: words }]
    const name = readChinese(words)?.name ?? words
    // Jinan joint meeting: what has a place in it goes on with something else.
    return person.test(name) && registry.find(name).length === 0 ? [{ kind: 'person', name }] : undefined
  }

  /** 经济和信息化局 is one unit, 张伟和李明 are two persons, and so are Tom and the bureau. */
  const read = (typed: string): Entry[] | undefined => {
    const whole = readOne(typed)
    const parts = typed.split(conjunctions)
    const isApart = /\sand\sthe\s/iu.test(typed)
    if (parts.length < 2 || (whole?.[0]?.kind === 'unit' && !isApart)) return whole
    const each = parts.map(readOne)
    return each.every((one) => one !== undefined) ? each.flat() : whole
  }

  const shown = (entry: Entry, { translate }: Reading): string => {
    const { locale } = translate
    switch (entry.kind) {
      case 'pair':
        return pairName(registry.pair(entry.id), locale)
      case 'place':
        return placeName(placeOf(registry, entry.id), locale)
      case 'unit': {
        const office = registry.offices.find(({ nameZh, nameEn }) => [nameZh, nameEn].includes(entry.name))
        return office ? officeName(office, locale) : entry.name
      }
      case 'person':
        return entry.name
      case 'others':
        return translate('meetings.invited.others', { count: entry.count })
      default:
        return translate(`meetings.invited.${entry.kind}`)
    }
  }

  const validate = (typed: string): Outcome<string> => {
    const words = fold(typed).replace(/\s+/gu, ' ').trim()
    const parts = words.split(marks).map((part) => part.trim())
    const entries: Entry[] = []
    for (const part of parts.filter((one) => one !== '')) {
      const found = read(part)
      if (!found) return problemOf(notice('meetings.invited.unknown', { text: quoted(part) }))
      entries.push(...found)
    }
    const kept = [...new Set(entries.map((entry) => keptEntries([entry])))].join('\n')
    return kept === '' || kept.length > longest
      ? problemOf(notice('meetings.invited.unknown', { text: quoted(typed) }))
      : understood(kept)
  }

  return {
    name: 'invited',
    schema: z.string().min(1),
    lists: true,
    recognise: (line) =>
      [...line.matchAll(asked)].flatMap(({ 0: text, index, groups = {} }) => {
        const outcome = validate(groups.whom ?? '')
        const isMeant = outcome.kind === 'value' && (groups.come !== undefined || isPlain(outcome.value))
        return isMeant ? [{ start: index, end: index + text.length, outcome }] : []
      }),
    validate,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (kept, reading) =>
      entriesOf(kept)
        .map((entry) => shown(entry, reading))
        .join(reading.translate('meetings.invited.mark')),
    write: (kept) =>
      entriesOf(kept)
        .map((entry) => {
          if (entry.kind === 'pair') return pairName(registry.pair(entry.id), 'zh-CN')
          if (entry.kind === 'place') return placeOf(registry, entry.id).nameZh
          if ('name' in entry) return entry.name
          return { liaison: '联络员', all: '全部结对', others: '' }[entry.kind]
        })
        .join('、'),
  }
}
