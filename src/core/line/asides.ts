import type { Piece } from './piece.ts'

/**
 * Other matters of a pasted notice: whom to ask, who drives, trains, hotels, meals, who issued it under which number. Their
 * dates, numbers and names are not what a form asks for.
 */
const labels =
  '联系人员?|联络人|联络员|经办人|填报人|报送人|审核人|签发人|主送|抄送|抄报|接站|接机|接送站?|送站|送机|用车|车辆|司机|驾驶员|车次|车号|车牌|航班|班次|高铁|动车|火车|交通|乘车|集合|住宿|入住|酒店|宾馆|下榻|房间|用餐|就餐|早餐|午餐|晚餐|翻译|讲解|摄影|备注|注意事项|有关要求|工作要求|其他事项|附件|回执'
const ofLabel = '(?:人员?|员|号码?|安排|信息|方式|工具|地点|时间|酒店|单位)?'
const englishLabels =
  'contacts?(?: person)?|liaison(?: \\p{L}+)?|drivers?|interpreters?|translators?|flights?|trains?|bus|coach|cars?|vehicles?|transport(?:ation)?|pick[- ]?up|drop[- ]?off|hotels?|accommodation|lodging|meals?|breakfast|lunch|dinner|banquet|notes?|remarks?|rsvp|cc'
const begins = '(?<=^|[\\s,;.\u3002、(（\\0])'
const ends = '(?=[\\s,;.\u3002、)）\\0]|$)'
const code = '(?:[GDCZTKY]\\d{2,4}次?|(?:[A-Z]{2}|[A-Z]\\d|\\d[A-Z])\\d{3,4})'
const vehicle = '(?:高铁|动车|火车|飞机|大巴|中巴|汽车|专车|航班|轮船)'

/** 接站：张师傅; with what is told beside it of when and by which number. */
const labelled = new RegExp(
  `${begins}(?<label>\\p{Script=Han}{0,4}?(?:${labels})${ofLabel})\\s?:\\s?[^\\s,;\u3002\\0]{1,40}(?:\\s(?:${code}|\\d{1,2}[:点]\\d{0,2})[^\\s,;\u3002\\0]{0,20})*`,
  'gu',
)
const labelledInEnglish = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<label>${englishLabels})(?: (?:no|number)\\.?)?\\s?:\\s?(?:(?!\\s\\d{1,5} (?:people|persons?|pax)|\\.\\s)[^,;\\n\\0]){1,60}`,
  'giu',
)
/** 司机老王, 坐高铁去, 航班CA1234: without a colon. */
const told = new RegExp(
  `(?<=^|[\\s,;.\u3002、\\0人名位])住(?=\\p{Script=Han}{1,12}(?:宾馆|酒店|招待所))[^\\s,;\u3002\\0]{1,20}|${begins}(?:(?:司机|驾驶员|接站|接机|送站|入住|住宿|下榻|用餐)(?=[\\p{Script=Han}A-Z\\d])(?!安排|问题|条件|业|标准|难)[^\\s,;\u3002:\\0]{1,20}|(?:乘坐?|搭乘|坐|(?:车次|航班|班次|${vehicle})号?)(?=${vehicle}|${code}|[车机船])[^\\s,;\u3002\\0]{1,20}|(?:${vehicle}|自驾|开车|包车)(?:出行)?(?:去|回|来|往返|前往|返回|到达|抵达)?${ends}|${code}${ends})`,
  'gu',
)
const toldInEnglish = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:by |on |via |taking )?(?:[Ff]light|[Tt]rain|[Bb]us)(?: (?:no\\.?|number))? ${code}|[Bb]y (?:high[- ]speed )?(?:train|rail|plane|air|bus|car|coach)(?! \\p{L})|[Ss]taying (?:at|in) [^,;.\\n\\0]{1,40}|[Pp]icked up (?:by|at|from) [^,;.\\n\\0]{1,40})(?![\\p{L}\\p{N}])`,
  'gu',
)
/** 武协作办〔2025〕12号, by itself. */
const documentNumber = new RegExp(
  `${begins}\\p{Script=Han}{1,12}[〔\\[(【]\\d{4}[〕\\])】]第?\\d{1,5}号${ends}`,
  'gu',
)
const office = '\\p{Script=Han}{2,28}(?:局|委|办|办公室|政府|厅|部|中心|委员会|小组|指挥部)'
const wholeDate =
  '(?:\\d{4}|[〇零一二三四五六七八九]{4})年[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日'
/** The office and the day that a notice is signed with. */
const signature = new RegExp(
  `(?<=\\n)[ ]*${office}[ ]*\\n[ ]*${wholeDate}[ ]*(?=\\n|$)|(?<=\\n)[ ]*${office}[ ]*$`,
  'gu',
)
/** 请做好接待准备, 特此通知: what is asked of the readers. */
const instruction =
  /(?<=^|[\s,;\u3002])(?:请(?:[^\s,;\u3002\0]{0,16})?(?:做好|予以|安排|准备|落实|知悉|遵照|支持|接待|参加|配合)[^\s,;\u3002\0]{0,16}|望周知)(?=[\s,;\u3002!]|$)/gu
/** The office that heads 武隆区乡村振兴局关于…的通知. */
const issuer = new RegExp(
  `${begins}${office}(?=关于[^\\s,;\u3002]{2,60}的(?:通知|公?函|请示|报告|方案|安排))`,
  'gu',
)

/** 关于…的通知, 各相关单位：, 地点：…: fields may read them, and what is left of them is no text. */
const textless = [
  /(?<=^|[\s,;\u3002]|[局委办厅部府心会组])关于[^\s,;\u3002]{2,60}的(?:通知|公?函|请示|报告|方案|安排)(?=[\s,;\u3002]|$)/gu,
  /(?<=^|\n)[ ]*\p{Script=Han}{2,30}:[ ]*(?=\n)/gu,
  /(?<=^|[\s,;\u3002、(])(?:\p{Script=Han}{0,4}地[点址]|(?:来访|出访|接待|派出|受访|承办|主办|客人|来宾|嘉宾)(?:人员|单位|方|客人|团组?|领导|嘉宾)?)\s?:\s?[^\s,;\u3002]{1,40}/gu,
  /(?<![\p{L}\p{N}])(?:venue|place|location|address|host|visitors|guests)\s?:\s?[^,;\n]{1,60}/giu,
]

const piecesOf = (pattern: RegExp, line: string): Piece[] =>
  [...line.matchAll(pattern)].flatMap(({ 0: text, index }) =>
    [...text.matchAll(/[^\n]+/gu)].map((one) => ({
      start: index + one.index,
      end: index + one.index + one[0].length,
    })),
  )

/** A labelled clause, or the whole of its line where the text has several and it begins one. */
const clauses = (pattern: RegExp, line: string, isKey: (word: string) => boolean): Piece[] =>
  [...line.matchAll(pattern)]
    .filter(({ groups }) => !isKey(groups?.label ?? ''))
    .map(({ 0: text, index }) => {
      const start = line.lastIndexOf('\n', index) + 1
      const isLine =
        line.includes('\n') && /^[\s\d一二三四五六七八九十、.()]*$/u.test(line.slice(start, index))
      const next = line.indexOf('\n', index)
      const rest = next < 0 ? line.length : next
      const whole = isLine ? (/^[^\0]*/u.exec(line.slice(index, rest))?.[0] ?? text) : text
      return { start: index, end: index + whole.replace(/[\s,;,\u3002、]+$/u, '').length }
    })

/**
 * Pieces of a folded line that are another matter, none overlapping, and those that hold no free text. `takesDocuments`: the number
 * of a document is what the form asks for.
 */
export const asidesIn = (
  line: string,
  isKey: (word: string) => boolean,
  takesDocuments: boolean,
): { readonly asides: Piece[]; readonly textless: Piece[] } => {
  const found = [
    ...clauses(labelled, line, isKey),
    ...clauses(labelledInEnglish, line, isKey),
    ...(takesDocuments ? [] : piecesOf(documentNumber, line)),
    ...[told, toldInEnglish, signature, instruction, issuer].flatMap((pattern) => piecesOf(pattern, line)),
  ].sort((one, other) => one.start - other.start || other.end - one.end)
  const asides: Piece[] = []
  for (const piece of found) if (piece.start >= (asides.at(-1)?.end ?? 0)) asides.push(piece)
  return { asides, textless: textless.flatMap((pattern) => piecesOf(pattern, line)) }
}
