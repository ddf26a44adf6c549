/** The words by which a line says who goes where; lines are folded. */
export const arrows = '→⇒➔➜➡⟶⟹👉'
export const before = /(?:从|自|由|\bfrom\b)\s*$/iu
/** 去了几次济南: how often is asked between the verb and the place. */
const times = '(?:(?:几|多少)[次趟回批])?'
export const between = new RegExp(
  `^(?:的?(?:党政代表团|代表团|考察团|访问团|客人|来宾|同志|领导)们?)?\\s*[,、]?\\s*(?:前往|到访|访问|[${arrows}到至赴往去来访]\\ufe0f?|来访|过来|去过?|来过|到过|-{1,2}>|=>|—+>|[-—–~>]+|(?:(?:will|has|have|is|are|was|were)\\s+)*(?:to|visit(?:s|ed|ing)?|coming to|came to|went to|go(?:es|ing)? to|travel(?:s|led|ing)? to))了?${times}\\s*$`,
  'iu',
)
export const dashed = new RegExp(`^[^${arrows}←⇐⬅👈<>]*\\s*[-—–~]+\\s*[^${arrows}←⇐⬅👈<>]*$`, 'u')
export const backwards = /^\s*(?:[←⇐⬅👈]\ufe0f?|<-{1,2}|<=)\s*$/iu
export const towards =
  /(?:前往|到访|访问|抵达|[赴往去来到](?:过|了)?(?:(?:几|多少)[次趟回批])?|(?<![\p{L}\p{N}])(?:to|visit(?:s|ed|ing)?)|[→➡👉]\ufe0f?|->|=>)\s*$/iu
/** 武隆来访, 济南来8人: who comes is said, and where to follows. */
export const arriving =
  /^(?:那边|这边|方面)?(?:(?:市|区|县)?的?(?:同志|领导|客人|来宾|党政代表团|代表团|考察团|访问团)们?\s?)?(?:要|会|将|拟|计划|准备|打算)?(?:来访|到访|来我[市区县省]|来[鲁渝济](?!(?!考察|调研|对接|学习|访问|洽谈|交流|开展|参加|出席|参观|视察|协商)\p{Script=Han})|来过|来了|来(?![自源电函信回年历往文])|\s+(?:comes?|came|(?:is|are) coming|sends?|sent)(?!\p{L}|\s+to(?!\p{L})))/iu
/** 接待武隆考察团: who was received came. */
export const receiving = /(?:接待|迎接|欢迎)了?$/u
/** 济南拟周五赴武隆: who goes, apart from where to. */
export const sending = /^\s?(?:的?(?:同志|领导|客人)们?)?(?:拟|将|计划|准备|打算|要|定|[\0,]|$)/u
/** Who was received: 枣庄市考察团. */
export const party = /^(?:的?(?:党政代表团|代表团|考察团|访问团|客人|来宾|同志|领导)们?)/u
export const hosting =
  /^\s+(?:hosts?|hosted|receives?|received|welcomes?|welcomed|was visited by|is visited by)(?!\p{L})/iu
export const comingFrom = /(?:\bfrom\s+|来自|从)$/iu
/** They came, said apart from who: 武隆区李明区长一行8人来访. */
/** To those who write: they are the other end. */
export const toUs = /[来赴到][我贵][市区县省](?!\p{Script=Han}{0,4}[局委办])/gu
export const came =
  /来访(?!\s?(?:时间|日期|目的|事由|人员|单位|方|客人|领导|嘉宾|团))|来我[市区县省]|来[鲁渝济](?!(?!考察|调研|对接|学习|访问|洽谈|交流|开展|参加|出席|参观|视察|协商)\p{Script=Han})|来过|来了?(?=\s*(?:$|[\d,;。\0几]|多少))/gu
/** Places outside the programme that are taken for its own (domain.md, section 5), as where a visit comes from. */
const outside =
  "(?<name>青岛|菏泽|无锡|郧阳|达州|北京|上海|天津|广州|深圳|成都|杭州|南京|武汉|西安|郑州|贵阳|昆明|长沙|合肥|涪陵|梁平|忠县|垫江|永川|渝北|渝中|巴南|沙坪坝|九龙坡|qingdao|heze|dazhou|beijing|shanghai|tianjin|guangzhou|shenzhen|chengdu|hangzhou|nanjing|wuhan|xi'?an|zhengzhou|guiyang|kunming|changsha|hefei|fuling)(?:市| city)?"
export const outsiders = new RegExp(`${outside}\\s*$`, 'iu')
/** The same, as where a visit goes. */
export const outsidersAfter = new RegExp(
  `(?:前往|[到至赴往去→]|(?<=\\s)to\\s)\\s?${outside}(?![\\p{Script=Han}\\p{Script=Latin}])`,
  'giu',
)
/** 赴渝考察: to the other province, of which the visitors' twin is meant. */
export const toProvince =
  /(?:赴|到|抵|前往|去)(?<province>[渝鲁])(?!(?!考察|调研|对接|学习|访问|洽谈|交流|开展|参加|出席|参观)\p{Script=Han})/gu
/** An arrow midway between two words: they are meant as places even when no place is called so. */
export const word = "(?:\\p{Script=Han}{1,20}|\\p{Script=Latin}[\\p{Script=Latin}'’]{0,29})"
export const arrow = new RegExp(
  `${word}(?<blank>\\s{0,3})(?:[${arrows}]\\ufe0f?|-{1,2}>|=>)\\k<blank>${word}`,
  'gu',
)
/** 济南、武隆: the two of a pair, with nothing that says who goes. */
export const besides = /^\s*(?:[、,/和与及]|and|&)?\s*$/iu
/** Jinan ot Wulong: which way was mistyped. */
export const slip = /^ [a-z]{1,3} $/iu
/** 济南、武隆两地. */
export const bothOfThem = /^(?:两[地市]|双方)/u
export const goesOn = /^(?!互访|两[地市]|双方)\p{Script=Han}/u

/** Words of every sentence about a visit, which say nothing more of where from and where to. */
export const routeFillers = [
  '代表团|考察团|访问团|互访|来访|往返|已经?|刚刚?|曾经?',
  '(?<![\\p{L}\\p{N}])(?:(?:an?|the|all|any)\\s+)?(?:visits?|trips?|delegations?|group|party|team)(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])(?:(?:will|is|are|was|were|has|have|had|been|going|to)\\s+)*(?:travel(?:s|led|ling|ed|ing)?|visit(?:s|ed|ing)?|c[ao]mes?|coming|went|go(?:es|ing)?|arriv(?:es?|ed|ing)|takes?|took|taking|brings?|brought|led|leads)(?![\\p{L}\\p{N}])',
] as const
