import { wordsOf } from '../../../core/plain/words.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { type Hears, hearsStep } from '../../../programme/records/hears.ts'
import { isAsked, spokenOf } from '../../../programme/records/spoken.ts'
import type { MeetingRecordKind } from '../kind.ts'

/** Who speaks of themselves, and is sorry. */
const speaker =
  /^(?:[\s,，。.!！]|很?抱歉|不好意思|恐怕|可能|我们?|本人|这次|因故|(?:sorry|unfortunately|i'm afraid|i am afraid|i'm|i am|i|we)(?![\p{L}\p{N}]))*$/iu
const away = wordsOf('meetings.plain.away')
const reason =
  /^(?:[\s,，。.、:：;；!！–—-]|(?:because|as|since|the meeting|会议?|了|因为?(?!此))(?![\p{Script=Latin}]))+/iu

/** I can't come to M-2025-0001, I am away; 我去不了M-2025-0001，出差: whoever says so of themselves declines. */
export const hearsDecline = (kind: MeetingRecordKind, named: Named): Hears => {
  const step = hearsStep(kind, named, true)
  return (sentence, reading) => {
    const { references, around } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    if (only === undefined || more.length > 0 || isAsked(sentence)) return step(sentence, reading)
    const [before, behind] = around
    const [said] = away.placesIn(before)
    const isOwn =
      said &&
      speaker.test(before.slice(0, said.start)) &&
      /^(?:\s|to|for|at)*$/iu.test(before.slice(said.end))
    if (isOwn)
      return [{ words: `${only} ${behind.replace(reason, '')}`.trim(), certainty: 'sure', weight: 3 }]
    // M-2025-0001我去不了，要出差.
    const after = away.placesIn(behind)[0]
    if (after && before.trim() === '' && speaker.test(behind.slice(0, after.start)))
      return [
        {
          words: `${only} ${behind.slice(after.end).replace(reason, '')}`.trim(),
          certainty: 'sure',
          weight: 3,
        },
      ]
    return step(sentence, reading)
  }
}

const name = "(?<name>\\p{Lu}[\\p{L}.’'-]*(?:\\s\\p{Lu}[\\p{L}.’'-]*){0,3})"
const nameInChinese = '(?<name>\\p{Script=Han}{2,6}?)'
/** Someone comes in the speaker's place: the meeting stands before it, behind it, or in it. */
const deputies = [
  new RegExp(
    `^(?:I(?:'m| am| will|'ll)?\\s)?(?:send(?:ing)?|delegat(?:e|ing))\\s${name}\\s(?:as my (?:deputy|substitute|representative|replacement)|instead of me|in my place|on my behalf|for me)(?:\\s(?:to|at|for))?$`,
    'u',
  ),
  new RegExp(
    `^${name}\\s(?:will\\s)?(?:come|comes|go|goes|attend|attends|stands? in)\\s(?:instead of me|in my place|on my behalf|for me)(?:\\s(?:to|at))?$`,
    'u',
  ),
  new RegExp(
    `^(?:我?(?:想|要)?(?:派|请|让|安排|委派|委托)|由)${nameInChinese}(?:同志)?(?:代替?我?|替我?)(?:去|来)?(?:参加|出席|参会|开会|去)?(?:会议)?$`,
    'u',
  ),
  // 我去不了，派李处去: whoever cannot come themselves.
  new RegExp(
    `^(?:我?(?:想|要)?(?:派|请|让|安排|委派|委托)|由)${nameInChinese}(?:同志)?(?:去|来|参加|出席)(?:参加|出席|参会|开会)?(?:会议)?$`,
    'u',
  ),
  new RegExp(
    `^${nameInChinese}(?:同志)?(?:代替?我|替我)(?:去|来)?(?:参加|出席|参会|开会|去)?(?:会议)?$`,
    'u',
  ),
]

/** Tom comes instead of me to M-2025-0001; 派刘洋代我参加M-2025-0001. */
export const hearsDeputy = (kind: MeetingRecordKind, named: Named): Hears => {
  const step = hearsStep(kind, named, true)
  return (sentence, reading) => {
    const { references, rest } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    if (only === undefined || more.length > 0 || isAsked(sentence) || sentence.doubts)
      return step(sentence, reading)
    const words = rest
      .replace(/^[\s,，:：]+/u, '')
      .replace(/[\s,，。.!！了吧]+$/u, '')
      .replace(/\s+/gu, ' ')
    const [absent] = away.placesIn(words)
    const isSorry = absent && speaker.test(words.slice(0, absent.start))
    const said = isSorry ? words.slice(absent.end).replace(/^[\s,，。;；]+/u, '') : words
    for (const deputy of deputies) {
      const found = deputy.exec(said.replace(/^(?=i['\s])./u, 'I'))?.groups?.name
      if (found !== undefined) return [{ words: `${only} ${found}`, certainty: 'sure', weight: 4 }]
    }
    return step(sentence, reading)
  }
}

/** Who declined M-2025-0001?, M-2025-0001谁没回复. */
export const hearsAnswers =
  (kind: MeetingRecordKind): Hears =>
  (sentence, reading) => {
    const { references, rest } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    const isMeant = isAsked(sentence) && wordsOf('meetings.plain.answers').isIn(rest)
    return only !== undefined && more.length === 0 && isMeant
      ? [{ words: only, certainty: 'sure', weight: 4 }]
      : []
  }
