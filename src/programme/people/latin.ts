import { endingBefore } from '../../core/text.ts'
import { isPinyinName, isPinyinSurname } from './pinyin.ts'
import { latinTitle } from './titles.ts'

/** A person told in English: where in the line, and by which words. */
export interface LatinPerson {
  readonly start: number
  readonly end: number
  readonly name?: string | undefined
  readonly title?: string | undefined
}

const letters = "[\\p{Script=Latin}\\p{M}'’-]"
const honorific = '(?:(?:mr|mrs|ms|miss|dr|comrade)\\.? )'
const threeWords = `${letters}{1,30}(?: ${letters}{1,30}){0,2}`
const politeBefore = new RegExp(`(?:${honorific})$`, 'iu')
const title = new RegExp(`(?<!\\p{L})${latinTitle}(?![\\p{L}'’])`, 'giu')
const led = /(?<=^|[\s,;.(\0])(?:led|headed) by (?:the )?$/iu
const leads = /^ (?:leads|led|will lead|is leading)(?!\p{L})/iu
const nameAfter = new RegExp(`^,? ?(?:${honorific})?(?<name>${threeWords})`, 'iu')
const nameBefore = new RegExp(
  `(?<![\\p{L}])(?:${honorific})?(?<name>${threeWords})(?:, (?:the )?| ?\\((?:the )?)$`,
  'iu',
)
const office =
  /^ of (?:the )?(?:\p{L}+ ){0,5}?(?:bureau|office|department|committee|commission|division)(?!\p{L})/iu
const ledName = new RegExp(
  `(?<=^|[\\s,;.(\\0])(?:led|headed) by (?:${honorific})?(?<name>${threeWords})`,
  'giu',
)
const honoured = new RegExp(`(?<!\\p{L})${honorific}(?<name>${threeWords})`, 'giu')

const capitals = /^\p{Lu}/u
/** Words that are written with a capital and begin no name. */
const noName =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|\p{L}+day|from|to|and|the|of|on|for|with|in|at|city|county|district|province|government|bureau)/iu

/** The first words that make a name, at most three: of `wang jianguo to discuss` the first two. */
const nameIn = (words: string, surnameAlone: boolean): string | undefined => {
  const list = words.split(' ')
  for (let length = Math.min(3, list.length); length > 0; length -= 1) {
    const name = list.slice(0, length).join(' ')
    if (length === 1 && !/-/u.test(name) ? surnameAlone && isPinyinSurname(name) : isName(name)) return name
  }
  return undefined
}

const isName = (words: string): boolean => {
  if (isPinyinName(words)) return true
  const list = words.split(' ')
  const shouted = words === words.toUpperCase()
  return !shouted && list.length > 1 && list.every((word) => capitals.test(word) && !noName.test(word))
}

/** The same from the right: of `Jinan Wang Jianguo` the last two. */
const nameEnding = (words: string): string | undefined => {
  const list = words.split(' ')
  for (let from = 0; from < list.length; from += 1) {
    const name = list.slice(from).join(' ')
    if (list.length - from === 1 && !/-/u.test(name) ? isPinyinSurname(name) : isPinyinName(name)) return name
  }
  return list.every((word) => capitals.test(word) && !noName.test(word)) ? words : undefined
}

/** Every person that an English line tells by a title, by `led by` or by an honorific. */
export const latinPersons = (line: string): LatinPerson[] => {
  const found: LatinPerson[] = []
  const add = (person: LatinPerson) => {
    if (!found.some((other) => person.start < other.end && other.start < person.end)) found.push(person)
  }
  for (const { 0: words, index } of line.matchAll(title)) {
    const person = aroundTitle(line, index, words)
    if (person) add(person)
  }
  for (const pattern of [ledName, honoured])
    for (const match of line.matchAll(pattern)) {
      const words = match.groups?.name ?? ''
      const name = nameIn(words, true)
      const end = match.index + match[0].length - words.length + (name?.length ?? 0)
      if (name) add({ start: match.index, end: end + (leads.exec(line.slice(end))?.[0].length ?? 0), name })
    }
  return found
}

const aroundTitle = (line: string, index: number, words: string): LatinPerson | undefined => {
  const before = line.slice(Math.max(index - 80, 0), index)
  const offset = index - before.length
  const afterTitle = index + words.length
  const start = index - (led.exec(before)?.[0].length ?? 0)
  const isLed = start < index
  const after = nameAfter.exec(line.slice(afterTitle, afterTitle + 80))
  const following = after?.groups?.name
  const name = following === undefined ? undefined : nameIn(following, true)
  if (name && after && following) {
    const nameEnd = afterTitle + after[0].length - following.length + name.length
    const body = office.exec(line.slice(nameEnd, nameEnd + 80))?.[0] ?? ''
    const end = nameEnd + body.length
    return {
      start,
      end: end + (leads.exec(line.slice(end))?.[0].length ?? 0),
      name,
      title: `${words}${body}`,
    }
  }
  const preceding = nameBefore.exec(before)
  const own = preceding?.groups?.name && nameEnding(preceding.groups.name)
  if (preceding?.groups?.name && own) {
    const at = offset + preceding.index + preceding[0].indexOf(own)
    const polite = endingBefore(politeBefore, line, at)?.length ?? 0
    const from = at - polite - (endingBefore(led, line, at - polite)?.length ?? 0)
    const close = line.slice(afterTitle).startsWith(')') && preceding[0].includes('(') ? 1 : 0
    return { start: from, end: afterTitle + close, name: own, title: words }
  }
  return isLed ? { start, end: afterTitle, title: words } : undefined
}
