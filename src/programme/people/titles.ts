import { chineseDigits } from '../../core/fields/numerals.ts'

/** Posts, longest first where one holds another. */
const posts = [
  '常委',
  '委员',
  '省长',
  '市长',
  '区长',
  '县长',
  '镇长',
  '乡长',
  '村长',
  '厅长',
  '局长',
  '处长',
  '科长',
  '部长',
  '主任',
  '主席',
  '秘书长',
  '检察长',
  '组长',
  '书记',
  '会长',
  '院长',
  '校长',
  '行长',
  '董事长',
  '总经理',
  '经理',
  '巡视员',
  '调研员',
]

/** A character of a place or a body: verbs and dates around a title are kept out. */
const inName = `(?:(?!个人|(?<=个)人|[${chineseDigits}\\d]{1,4}(?:个?人|名|位)|(?<=[${chineseDigits}\\d])[人名位]|[日号月年由赴到至来往和与从为率]|一行|带队|接待|欢迎|[昨今明]天|(?<=[昨今明后前])天|[上下]午|(?<=[上下])午)[\\u3400-\\u9fff])`
/** What may stand before a post: places, then a body of the last. */
const placePart = `(?:(?:日照|${inName}{2,4}?)(?:省|市|自治县|[区县镇乡]|街道)){1,3}?`
// 我市副市长 is a 副市长 of ours.
const bodyPart = `(?:[省市区县镇乡](?<!我[省市区县镇乡](?!委|政|人大))|街道)?(?:人大常委会|人大|政协|人民政府|政府|纪委|党委|党组|${inName}{0,9}?(?:委员会|办公室|管理组|发展改革委|发改委|管委会|农委|委|办|局|厅|部|处|院|校|会|集团|公司|中心))?`
const rank = '(?:党委|党组|常务|第一)?副?'

/** A post without a place or a body, as it follows a bare surname: 王副市长. */
export const plainTitle = `(?:常务)?副?(?:${posts.join('|')})`

/** 二级巡视员, 一级调研员: a rank without an office. */
const graded = '[一二三四]级(?:巡视员|调研员|主任科员)|党组成员|党委成员'

/** Longer than a title with its places and body. Looked ahead first, since most words of a line are followed by no post. */
const postAhead = '(?=[\\u3400-\\u9fff]{0,48}?[长委员任席记理])'

const oneTitle = `${postAhead}(?:(?:${placePart})?${bodyPart})?(?:${graded}|${rank}(?:${posts.join('|')})(?:助理)?)`

/** A Chinese title, several joined by 、 included, as the source of a regular expression. */
export const chineseTitle = `${oneTitle}(?:、${oneTitle})*`

export const latinPost =
  '(?:Mayor|Governor|Magistrate|Secretary(?:[ -]General)?|Director(?:[ -]General)?|Chairman|Chairwoman|Chairperson|Chair|President|Head|Chief|Commissioner|Manager)'
const latinRank =
  'Executive|Standing|Deputy|Vice|Assistant|Acting|Party|Municipal|Provincial|City|County|District|Township|Town|Bureau|Department|Division|Office|Committee|Chongqing|Shandong'

const latinWord = "[\\p{L}'’]+"
/** After a place or a trade: what no name begins with. */
const latinBody =
  '(?:City|County|District|Province|Municipality|Municipal|Provincial|Autonomous|Township|Town|Party|People|Government|Tujia|Miao|and (?:Tujia|Miao)|Committee|Commission|Congress|Bureau|Office|Department)'

const latinOffice = '(?:Bureau|Office|Commission|Committee|Department|Division)'

/** The same words in any case: a pattern of English titles is made with the flag `i`. An English title: Vice Mayor, Mayor of Jinan. */
export const latinTitle = `(?:(?:${latinRank})[ -]){0,5}${latinPost}(?: of (?:the )?(?:(?:${latinWord} ){0,5}${latinOffice}(?: of (?:the )?${latinWord}(?: ${latinBody}){0,5})?|${latinWord}(?: ${latinBody}){0,5}))?`

/** What stands before a post without its holder's name: 丰都县委 of 丰都县委王书记, 济南市 of 济南市张副市长. */
export const officeBefore = `${postAhead}(?:${placePart}${bodyPart}|[省市区县](?:委|政府)|[省市区县]?${inName}{1,7}?[局委办厅部院])`

/** 武隆区 of 武隆区李明区长. */
export const governmentBefore = `${postAhead}${placePart}`

/** A post of which only the body is said: 陈局 is 陈局长. */
export const shortPosts: Readonly<Record<string, string>> = {
  局: '局长',
  厅: '厅长',
  处: '处长',
  科: '科长',
  总: '总经理',
}
