/** Words that a value never needs: courtesy, the speaker, and the verbs that any sentence of a report has. */
const chinese =
  '敬?请(?:帮我|帮忙|您|你|予以?)?|此致|敬礼|特此(?:报告|通知|登记)|据悉|据了解|参[加会]人员|麻烦(?:您|你|帮我)?|劳驾|拜托了?|帮我|帮忙|烦请|辛苦(?:了|您|大家)?|多?谢谢(?:您|你|大家|啦|了)?|感谢(?:您|你)?|您好|你好|大家好|收到|好的?|不好意思|抱歉|对不起|' +
  '(?:登记|记录|录入|填报)(?:一下|下|一条)?|记(?:一下|下|一条)|补登|新增|' +
  '我们|咱们|我[省市区县镇乡局委办校院]|本[市区县局]|嗯+|呃+|那个|这个|就是|应该是?|不对|各位|大家|同志们?|一共|总共|人员|预计|计划|准备|打算|[我咱啊哦是有的了吧呢哈啦呀哟拟将要定兹]'
const english =
  'please|pls|kindly|thanks?(?:\\s+you)?(?:\\s+(?:very|so)\\s+much)?|thx|cheers|hi|hello|hey|sorry|regards|ok(?:ay)?|could\\s+you|can\\s+you|i\\s+mean|' +
  '(?:log|record|enter|register|add|note)(?:\\s+(?:this|it|the\\s+following))?|' +
  '(?:change[ds]?|update[ds]?|set|make|made)(?:\\s+it)?|new|should|(?:increase|raise|reduce|decrease)[ds]?(?=\\s+to)|' +
  'will|shall|has|have|had|been|is|are|was|were|be|going|plans?|planned|expected|due|' +
  'we|our|us|they|there|it|no|(?:who|participants?|attendees|delegates)(?=\\s*:)'
const particles =
  '一行|带队|率队|率团|带领|率领|以及|前往|共计|改[为成到]|改(?=$)|换成|(?:增加|减少)[到至]|[增减加降][至为到]|调整[为到]|更正为|应为|出发|返回|期间|去(?=$)|[和与及并由从自于在到至赴等共率为来带]'
const englishParticles = 'and|with|on|at|from|by|for|of|in|the|to|a|an|so|or'

const any = `(?:${chinese}|${particles})`
const anyEnglish = `(?:${english}|${englishParticles})(?![\\p{L}\\p{N}])`
const marks = '[\\s,;:，；：、。.!！?？·|/→⇒➡👉←~～\\-–—()（）\\[\\]【】{}《》<>"\'“”‘’「」#*_`…]'
/** An emoji as Slack writes it. */
const shortcode = ':[a-z0-9_+-]{1,60}:'
const endsWithShortcodes = new RegExp(`${shortcode}\\s*$`, 'iu')
const passedBeside = new Map<string, RegExp>()

/** What is passed over where it stands alone, with the words that the form's types add. */
const passing = (fillers: readonly string[]): RegExp => {
  const others = [...fillers, '(?!)'].join('|')
  const known = passedBeside.get(others)
  if (known) return known
  const made = new RegExp(`${shortcode}|${marks}+|${others}|${any}|(?<![\\p{L}\\p{N}])${anyEnglish}`, 'iuy')
  passedBeside.set(others, made)
  return made
}
/** Before and after words of a value only courtesy is passed over, since particles may belong to them. */
const courtesy =
  '请(?:帮我|帮忙)?|麻烦(?:您|你|帮我)?|帮我|(?:登记|记录|记)(?:一下|下)|嗯+|呃+|那个|谢谢(?:您|你|大家|啦|了)?|感谢|辛苦(?:了|您)?|拜托(?:了)?|您好|你好|不好意思|我们|我[省市区县镇乡局](?=\\p{Script=Han})'
const courtesyEnglish =
  '(?:please|pls|kindly|thanks?(?:\\s+you)?|thx|hi|hello|sorry|cheers)(?![\\p{L}\\p{N}])'
const joining = '(?:and|with|for|to)(?![\\p{L}\\p{N}])'
const dangling = '(?<![\\p{L}\\p{N}])(?:and|with|on|at|from|by|for|of|in|the)'
const open = '[\\s,;:，；：、。.!！?？·|/→⇒➡👉←~～\\-–—)）\\]】}》”’」"\']'
const close = '[\\s,;:，；：、。.!！·|/→⇒➡👉←~～\\-–—(（\\[【{《“‘「]'
/** -2: a sign belongs to its number. */
const sign = '[-−](?=\\d)'
const leading = new RegExp(
  `(?:(?!(?<=^|[\\s:：])${sign})${open})+|${courtesy}|${courtesyEnglish}|${joining}`,
  'iuy',
)
const trailing = new RegExp(
  `(?:${close}|[和与及]|谢谢(?:您|你|大家|啦|了)?|感谢|辛苦了?|拜托了?|${dangling}|(?<![\\p{L}\\p{N}])(?:please|pls|thanks?(?: you)?|thx))+$`,
  'iu',
)
const content = /[\p{L}\p{N}]/u
const opens = /[(（[【{《“‘「"]/u
const closes = /[)）\]】}》”’」"]/u

/** How far the words go that a pattern takes one after another from the beginning: no way back, so that it is fast. */
const runOf = (pattern: RegExp, words: string): number => {
  let offset = 0
  for (;;) {
    pattern.lastIndex = offset
    const length = pattern.exec(words)?.[0].length ?? 0
    if (length === 0) return offset
    offset += length
  }
}

/** 考察，代表团: a last clause of which nothing is left says nothing. */
const withoutEmptyClause = (words: string, start: number, end: number, passed: RegExp): number => {
  const clause = /[,;，；。]([^,;，；。]{1,20})$/u.exec(words.slice(start, end))
  const said = clause?.[1] ?? ''
  return clause && runOf(passed, said) === said.length ? start + clause.index : end
}

/** Courtesy at the end is looked for in so many characters. */
const longestEnding = 60

/** The words of a piece without the courtesy and the marks around them, as offsets; undefined when nothing else is there. */
export const withoutPoliteness = (
  words: string,
  fillers: readonly string[],
): { readonly start: number; readonly end: number } | undefined => {
  const passed = passing(fillers)
  if (!content.test(words) || runOf(passed, words) === words.length) return undefined
  const start = runOf(leading, words)
  const ending = words.slice(Math.max(start, words.length - longestEnding))
  // The last colon of a shortcode is a part of it.
  const trimmed = endsWithShortcodes.test(ending)
    ? words.trimEnd().length
    : words.length - (trailing.exec(ending)?.[0].length ?? 0)
  const end = withoutEmptyClause(words, start, trimmed, passed)
  const kept = words.slice(start, end)
  if (!content.test(kept) || runOf(passed, kept) === kept.length) return undefined
  // A bracket that was opened just outside belongs to the words when it is closed within them.
  const opened =
    opens.test(words.slice(Math.max(start - 1, 0), start)) && closes.test(words.slice(start)) ? 1 : 0
  const closed = closes.test(words.slice(end, end + 1)) && opens.test(words.slice(0, end)) ? 1 : 0
  return { start: start - opened, end: end + closed }
}

/** The last point of 5.6. may be a part of it. */
const farewell =
  /(?<!\d\.\s?\d{1,2}(?=\.))(?:[\s,.。!！~、;]|多?谢谢(?:您|你|大家|啦|了)?|感谢(?:您|你)?|辛苦(?:了|您|大家)?了?|拜托了?|(?<![\p{L}\p{N}])(?:please|pls|many thanks|thanks?(?: you)?(?: very much| so much)?|thx|cheers))+$/iu

/** A line without the courtesy that it ends with, of the same length: no value runs into it. */
export const withoutFarewell = (line: string): string => {
  const from = Math.max(0, line.length - longestEnding)
  const length = farewell.exec(line.slice(from))?.[0].length ?? 0
  return length === 0 ? line : line.slice(0, -length) + ' '.repeat(length)
}
