import { endingBefore } from '../../core/text.ts'
import { isPinyinName, isPinyinSurname, pinyinName } from './pinyin.ts'
import { latinPost, latinTitle } from './titles.ts'

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
const led =
  /(?<=^|[\s,;.(\0])(?:(?:led|headed) by (?:the )?|(?:the )?(?:delegation )?head(?: of (?:the )?(?:delegation|party|group|team))?(?: is| was| will be|:)? (?:the )?)$/iu
/** The mayor of Jinan comes: nobody but the title. */
const goes =
  /^ (?:comes?|came|visits?|visited|goes|went|will|travels?|travelled|arrives?|arrived|leads?|led)(?!\p{L})/iu
const ledByOthers = /(?<=^|[\s,;.(\0])(?:led|headed) by (?:the )?(?!the )[\p{L}'’-]{1,20} $/iu
const leads = /^ (?:leads|led|will lead|is leading)(?!\p{L})/iu
const nameAfter = new RegExp(`^,? ?(?:${honorific})?(?<name>${threeWords})`, 'iu')
const nameBefore = new RegExp(
  `(?<![\\p{L}])(?:${honorific})?(?<name>${threeWords})(?:, (?:the )?| ?\\((?:the )?)$`,
  'iu',
)
const office =
  /^ of (?:the )?(?:\p{L}+ ){0,5}?(?:bureau|office|department|committee|commission|division)(?!\p{L})/iu
const leader =
  '(?:(?:led|headed) by|(?:the )?(?:delegation )?leader(?: is)?:?|head of (?:the )?delegation(?: is)?:?)'
const ledName = new RegExp(
  `(?<=^|[\\s,;.(\\0])${leader} (?:the )?(?:${honorific})?(?<name>${letters}{1,30}(?: ${letters}{1,30}){0,5})`,
  'giu',
)
/** led by Wang Jianguo and Li Ming: two of them. */
const second = new RegExp(`^ and (?:${honorific})?(?<name>${threeWords})`, 'iu')
/** Wang Jianguo, Li Ming and others: the first leads. */
const listedNames = new RegExp(
  `(?<=^|[,;.(\\0]\\s?)(?<name>${threeWords})(?:, ${threeWords}){1,8},? (?:and others|et al\\.?)(?!\\p{L})`,
  'giu',
)
/** Ends a name of any kind: led by smith to discuss tea. */
const ending =
  /^(?:to|on|in|at|for|from|with|and|or|of|by|the|will|is|are|was|were|has|have|visits?|visited|visiting|travels?|travelled|travelling|goes|going|comes|came|coming|arrives?|arrived|next|last|this|today|tomorrow|yesterday)$/iu
const post = new RegExp(`^${latinPost}$`, 'iu')
/** led by a team of experts, led by Vice Mayer Li Ming: nobody's name. */
const nobody =
  /^(?:an?|our|their|its|his|her|my|two|three|several|some|local|senior|vice|deputy|acting|all|experts?|officials?|leaders?)$/iu
const honoured = new RegExp(`(?<!\\p{L})${honorific}(?<name>${threeWords})`, 'giu')

const capitals = /^\p{Lu}/u
/** Words that are written with a capital and begin no name. */
const noName =
  /^(?:vice|deputy|acting|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|\p{L}+day|from|to|and|the|of|on|for|with|in|at|city|county|district|province|government|bureau)/iu

/** The first words that make a name, at most three: of `wang jianguo to discuss` the first two. */
const nameIn = (words: string, surnameAlone: boolean): string | undefined => {
  const list = words.split(' ')
  for (let length = Math.min(3, list.length); length > 0; length -= 1) {
    const name = list.slice(0, length).join(' ')
    if (length === 1 && !/-/u.test(name) ? surnameAlone && isPinyinSurname(name) : isName(name)) return name
  }
  return undefined
}

/** After `led by` any words are a name, as far as they go: jean-luc picard, o'brien, Mary Ann van der Berg. */
const nameOfAnyKind = (words: string): string | undefined => {
  const list = words.split(' ')
  const end = list.findIndex((word) => ending.test(word))
  const name = end < 0 ? list : list.slice(0, end)
  if (name.some((word) => post.test(word))) return undefined
  return name.length === 0 || name.length > 5 || nobody.test(name[0] ?? '') ? undefined : name.join(' ')
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
  const isPart = (word: string) => capitals.test(word) && !noName.test(word)
  // by Jean-Luc O'Brien: behind “led by” the words are a name, one by itself and in small letters too.
  const by = list.lastIndexOf('by')
  const led = list.slice(by + 1)
  if (by >= 0) return led.length > 0 && !led.some((word) => ending.test(word)) ? led.join(' ') : undefined
  return list.every(isPart) ? words : undefined
}

/** Those who come along (accompanied by Wang Wei), or lead by no name (led by local experts): never plain words. */
const companions =
  /(?<![\p{L}\p{N}])(?:led|headed|accompanied|joined|guided|chaired|received|hosted) by [^,;.()\n\0]{1,60}(?<=\S)/giu
const standing = new RegExp(
  `(?<=(?:^|[,;.(\\0])\\s?(?:(?:with|under|and|plus|by) )?)(?:(?:with|under|and|plus) )?(?<name>${pinyinName})(?=\\s*(?:$|[,;.)\\0]|(?:and|with)(?!\\p{L})))`,
  'gu',
)

/** contact Li Ming: whom to ask is no purpose of a visit. */
const contacts = new RegExp(
  `(?<!\\p{L})(?:[Cc]ontact(?: person)?|[Cc]all|[Ll]iaison|[Dd]river|[Ii]nterpreter):? ${pinyinName}(?: (?:at|on)(?!\\p{L}))?`,
  'gu',
)

/** Persons who do not lead. */
export const latinBystanders = (line: string): Array<{ readonly start: number; readonly end: number }> =>
  [
    ...line.matchAll(companions),
    ...line.matchAll(contacts),
    ...[...line.matchAll(standing)].filter(({ groups }) => isPinyinName(groups?.name ?? '')),
  ].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))

/** Every person that an English line tells by a title, by `led by` or by an honorific. */
export const latinPersons = (line: string): LatinPerson[] => {
  const found: LatinPerson[] = []
  const add = (person: LatinPerson) => {
    if (!found.some((other) => person.start < other.end && other.start < person.end)) found.push(person)
  }
  for (const { 0: words, index } of line.matchAll(title)) {
    const person = leadsOnly.test(words) ? aroundHead(line, index, words) : aroundTitle(line, index, words)
    if (person) add(person)
  }
  for (const match of line.matchAll(listedNames)) {
    const name = match.groups?.name ?? ''
    if (isName(name)) add({ start: match.index, end: match.index + match[0].length, name })
  }
  for (const pattern of [ledName, honoured])
    for (const match of line.matchAll(pattern)) {
      const words = match.groups?.name ?? ''
      const name =
        nameIn(words.split(' ').slice(0, 3).join(' '), true) ??
        (pattern === ledName ? nameOfAnyKind(words) : undefined)
      if (!name) continue
      const end = match.index + match[0].length - words.length + name.length
      add({ start: match.index, end: end + (leads.exec(line.slice(end))?.[0].length ?? 0), name })
      const other = pattern === ledName ? second.exec(line.slice(end, end + 90)) : undefined
      const otherName = other?.groups?.name && nameIn(other.groups.name, false)
      if (other && otherName)
        add({ start: end + 1, end: end + other[0].indexOf(otherName) + otherName.length, name: otherName })
    }
  return found
}

/** head, head of the delegation: who leads, and no post. */
const leadsOnly = /^head(?: of (?:the )?(?:delegation|party|group|team|mission|visit))?$/iu
const ofDelegation = /(?<!\p{L})(?:the )?(?:(?:delegation|party|group|team|mission) )?$/iu
const beforeName = /^(?:[:=]| (?:is|was|will be|being)(?!\p{L}))?,? ?/iu

/** head Zhou Lan, Zhou Lan (head of delegation): a name with the word that it leads. */
const aroundHead = (line: string, index: number, words: string): LatinPerson | undefined => {
  const start = index - (endingBefore(ofDelegation, line, index)?.length ?? 0)
  const from = index + words.length
  const gap = beforeName.exec(line.slice(from))?.[0].length ?? 0
  const person = aroundTitle(
    gap === 0 ? line : `${line.slice(0, from)} ${line.slice(from + gap)}`,
    index,
    words,
  )
  const passed = Math.max(gap - 1, 0)
  // Head of delegation Chen Gang, vice mayor: told again by the title.
  const behind = person && person.end > from ? line.slice(person.end + passed, person.end + passed + 80) : ''
  if (postBehind.test(behind)) return undefined
  if (person?.name && person.end > from && !postWithin.test(person.name))
    return { start: Math.min(start, person.start), end: person.end + passed, name: person.name }
  if (person?.name && person.end <= from + 1)
    return { start: person.start, end: person.end, name: person.name }
  return undefined
}
const postBehind = new RegExp(`^(?:, (?:the )?| ?\\((?:the )?)${latinTitle}(?![\\p{L}'’])`, 'iu')
const postWithin = new RegExp(`(?<!\\p{L})${latinPost}(?!\\p{L})`, 'iu')

const aroundTitle = (line: string, index: number, words: string): LatinPerson | undefined => {
  const before = line.slice(Math.max(index - 80, 0), index)
  const offset = index - before.length
  const afterTitle = index + words.length
  const start = index - (led.exec(before)?.[0].length ?? 0)
  const isLed = start < index
  // led by vcie mayor Wang Jianguo: a title of which a word was not understood is not read without it.
  if (ledByOthers.test(before)) return undefined
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
  const verb = goes.exec(line.slice(afterTitle))
  if (verb && / of /iu.test(words))
    return {
      start: start - (/(?:^|(?<=\W))the $/iu.exec(before)?.[0].length ?? 0),
      end: afterTitle,
      title: words,
    }
  return isLed ? { start, end: afterTitle, title: words } : undefined
}
